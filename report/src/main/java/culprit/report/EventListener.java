package culprit.report;

/**
 * One method for each kind of event, none with a default: a new event does not compile until every output has decided
 * what to do about it.
 */
public interface EventListener {
    void on(Event.HostNamed event);

    void on(Event.BisectionStarted event);

    void on(Event.ToolsBuilding event);

    void on(Event.ReleaseTesting event);

    void on(Event.TestStarted event);

    void on(Event.KernelBuilt event);

    void on(Event.BuildFailed event);

    void on(Event.TestContinued event);

    void on(Event.RunStarted event);

    void on(Event.RunFinished event);

    void on(Event.GuestsRemarked event);

    void on(Event.TestJudged event);

    void on(Event.RunsListed event);

    void on(Event.TestFailed event);

    void on(Event.SearchStarted event);

    void on(Event.SearchWarned event);

    void on(Event.SearchStepped event);

    void on(Event.MergeBaseTesting event);

    void on(Event.CommitMarked event);

    void on(Event.CulpritFound event);

    void on(Event.OnlySkippedLeft event);

    void on(Event.ParentUntested event);

    void on(Event.SignaturesCompared event);

    void on(Event.Believed event);

    void on(Event.Noted event);

    void on(Event.Verbatim event);

    void on(Event.BisectionFinished event);
}
