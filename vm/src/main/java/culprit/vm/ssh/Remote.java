package culprit.vm.ssh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines that reach one guest. They read nobody's settings, ask nobody anything, and take the host key that
 * they are given: it belongs to an image that is copied, not to a machine.
 *
 * @param hostPort of this host that leads to the guest
 */
record Remote(Login login, int hostPort) {
    /** In the order that syzbot's logs show. */
    private static final List<String> OPTIONS = List.of(
            "-F",
            "/dev/null",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "BatchMode=yes",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "ConnectTimeout=10");

    /** Runs a shell's text in the guest. */
    List<String> ssh(String script) {
        List<String> arguments = start("ssh", "-p");
        arguments.addAll(List.of(target(), script));
        return List.copyOf(arguments);
    }

    /** Copies a file of this host to where the text of {@link #ssh} finds it as {@code ./name}. */
    List<String> scp(Path file, String name) {
        List<String> arguments = start("scp", "-P");
        arguments.addAll(List.of(file.toString(), target() + ":./" + name));
        return List.copyOf(arguments);
    }

    private List<String> start(String program, String portOption) {
        List<String> arguments = new ArrayList<>(List.of(program, portOption, Integer.toString(hostPort)));
        arguments.addAll(OPTIONS);
        arguments.addAll(List.of("-i", login.key().toString()));
        return arguments;
    }

    private String target() {
        return login.user() + "@127.0.0.1";
    }
}
