package culprit.report.crash;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of kernel bugs, by the names syzbot gives them. */
public enum CrashType {
    /** No kind is known for the title. */
    UNKNOWN(""),
    ATOMIC_SLEEP("ATOMIC_SLEEP"),
    BUG("BUG"),
    DOS("DoS"),
    HANG("HANG"),
    KASAN_INVALID_FREE("KASAN-INVALID-FREE"),
    KASAN_NULL_POINTER_READ("KASAN-NULL-POINTER-DEREFERENCE-READ"),
    KASAN_NULL_POINTER_WRITE("KASAN-NULL-POINTER-DEREFERENCE-WRITE"),
    KASAN_READ("KASAN-READ"),
    KASAN_UNKNOWN("KASAN-UNKNOWN"),
    KASAN_USE_AFTER_FREE_READ("KASAN-USE-AFTER-FREE-READ"),
    KASAN_USE_AFTER_FREE_WRITE("KASAN-USE-AFTER-FREE-WRITE"),
    KASAN_WRITE("KASAN-WRITE"),
    KCSAN_ASSERT("KCSAN-ASSERT"),
    KCSAN_DATA_RACE("KCSAN-DATARACE"),
    KCSAN_UNKNOWN("KCSAN-UNKNOWN"),
    KFENCE_INVALID_FREE("KFENCE-INVALID-FREE"),
    KFENCE_MEMORY_CORRUPTION("KFENCE-MEMORY-CORRUPTION"),
    KFENCE_READ("KFENCE-READ"),
    KFENCE_UNKNOWN("KFENCE-UNKNOWN"),
    KFENCE_USE_AFTER_FREE_READ("KFENCE-USE-AFTER-FREE-READ"),
    KFENCE_USE_AFTER_FREE_WRITE("KFENCE-USE-AFTER-FREE-WRITE"),
    KFENCE_WRITE("KFENCE-WRITE"),
    KMSAN_INFO_LEAK("KMSAN-INFO-LEAK"),
    KMSAN_UNINIT_VALUE("KMSAN-UNINIT-VALUE"),
    KMSAN_UNKNOWN("KMSAN-UNKNOWN"),
    KMSAN_USE_AFTER_FREE_READ("KMSAN-USE-AFTER-FREE-READ"),
    LEAK("LEAK"),
    LOCKDEP("LOCKDEP"),
    MEMORY_SAFETY_BUG("MEMORY_SAFETY_BUG"),
    MEMORY_SAFETY_UBSAN("MEMORY_SAFETY_UBSAN"),
    NO_OUTPUT("NO_OUTPUT"),
    NULL_POINTER_DEREFERENCE("NULL-POINTER-DEREFERENCE"),
    REBOOT("REBOOT"),
    REFCOUNT_WARNING("REFCOUNT_WARNING"),
    SYZ_FAILURE("SYZ_FAILURE"),
    UBSAN("UBSAN"),
    WARNING("WARNING");

    private static final Map<String, CrashType> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CrashType::label, Function.identity()));

    private final String label;

    CrashType(String label) {
        this.label = label;
    }

    /** The name syzbot writes, such as {@code KASAN-READ}; empty for {@link #UNKNOWN}. */
    public String label() {
        return label;
    }

    /**
     * The kind of bug a title names; {@link #UNKNOWN} when the table has nothing for it. Works for every title, also
     * for those that come from elsewhere than a console, such as {@code no output from test machine}.
     */
    public static CrashType of(String title) {
        return TypeTable.INSTANCE.typeOf(title);
    }

    /** The kind with that label; the empty label is {@link #UNKNOWN}. */
    static CrashType labelled(String label) {
        CrashType type = BY_LABEL.get(label);
        if (type == null) {
            throw new IllegalArgumentException("no crash type is called \"" + label + "\"");
        }
        return type;
    }
}
