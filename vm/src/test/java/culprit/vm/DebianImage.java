package culprit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.testcontainers.DockerClientFactory;

/**
 * The Docker image of a root file system. Its tag is the digest of the archive it is made from, so that an archive is
 * imported once, and the image of an earlier one is removed then.
 */
final class DebianImage {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Commands commands;
    private final DockerClient docker;
    private final String repository;

    /**
     * The image of one kind of root.
     *
     * @param repository its name without a tag
     */
    DebianImage(Commands commands, String repository) {
        this.commands = commands;
        this.docker = DockerClientFactory.lazyClient();
        this.repository = repository;
    }

    /**
     * The full name of the image of this tar archive, which Docker holds from then on.
     *
     * @param directory for a file with what the docker program says
     */
    String of(Path archive, Path directory) throws IOException, MachineException, InterruptedException {
        String name = repository + ":" + digest(archive);
        if (!names().contains(name)) {
            names().forEach(this::remove);
            load(archive, name, directory);
        }
        return name;
    }

    private static String digest(Path archive) throws IOException {
        try (InputStream content = Files.newInputStream(archive)) {
            return DigestUtils.sha256Hex(content);
        }
    }

    private List<String> names() {
        return docker.listImagesCmd().withReferenceFilter(repository).exec().stream()
                .map(Image::getRepoTags)
                .flatMap(Stream::of)
                .toList();
    }

    private void remove(String name) {
        try {
            docker.removeImageCmd(name).exec();
        } catch (ConflictException e) {
            // The tests of another checkout run in it; who imports the next one removes it.
        }
    }

    /** By the docker program: its Java library sends no content with this request. */
    private void load(Path archive, String name, Path directory)
            throws IOException, MachineException, InterruptedException {
        String host = DockerClientFactory.instance()
                .getTransportConfig()
                .getDockerHost()
                .toString();
        Path messages = directory.resolve("docker.txt");
        List<String> arguments = List.of("docker", "--host", host, "import", archive.toString(), name);
        Command command = new Command(arguments, directory, Map.of(), messages);
        Commands.Finished finished = commands.run(command, LIMIT);
        assertThat(finished.exitCode()).as(() -> said(messages)).isZero();
    }

    private static String said(Path messages) {
        try {
            return Files.readString(messages);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
