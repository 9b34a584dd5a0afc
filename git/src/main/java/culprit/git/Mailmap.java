package culprit.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The proper names and addresses of authors, from a ".mailmap" file in the notation of gitmailmap(5). */
final class Mailmap {
    private static final String FILE = ".mailmap";
    private static final Pattern LINE = Pattern.compile("([^<#][^<]*)?<([^>]+)>(?:([^<]*)<([^>]*)>)?.*");

    /** What replaces a name and an address; empty parts stay as they are. */
    private record Proper(String name, String mail) {
        Proper with(Proper later) {
            return new Proper(later.name.isEmpty() ? name : later.name, later.mail.isEmpty() ? mail : later.mail);
        }
    }

    /** By address, or by address and name; see {@link #key}. */
    private final Map<String, Proper> proper = new HashMap<>();

    private Mailmap(String text) {
        text.lines().forEach(this::add);
    }

    /** As git reads it: from the work tree, or from the commit HEAD names where there is none. */
    static Mailmap of(Repository repository, ObjectReader reader) throws IOException {
        return new Mailmap(new String(content(repository, reader), StandardCharsets.ISO_8859_1));
    }

    private static byte[] content(Repository repository, ObjectReader reader) throws IOException {
        if (repository.isBare()) {
            ObjectId file = repository.resolve(Constants.HEAD + ":" + FILE);
            return file == null
                    ? new byte[0]
                    : reader.open(file, Constants.OBJ_BLOB).getCachedBytes();
        }
        Path file = repository.getWorkTree().toPath().resolve(FILE);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : new byte[0];
    }

    private void add(String line) {
        Matcher form = LINE.matcher(line);
        if (!form.matches()) {
            return;
        }
        String name = form.group(1) == null ? "" : form.group(1).strip();
        String key = form.group(4) == null
                ? key("", form.group(2))
                : key(form.group(3).strip(), form.group(4));
        Proper added = new Proper(name, form.group(4) == null ? "" : form.group(2));
        proper.merge(key, added, Proper::with);
    }

    /** The same for spellings that differ in the case of ASCII letters. */
    private static String key(String name, String mail) {
        StringBuilder key = new StringBuilder(mail).append('>').append(name);
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) >= 'A' && key.charAt(i) <= 'Z') {
                key.setCharAt(i, (char) (key.charAt(i) + 'a' - 'A'));
            }
        }
        return key.toString();
    }

    /** The author as the file wants it. */
    AuthorLine map(AuthorLine author) {
        Proper found = proper.get(key(author.name(), author.mail()));
        if (found == null) {
            found = proper.get(key("", author.mail()));
        }
        if (found == null) {
            return author;
        }
        return new AuthorLine(
                found.name.isEmpty() ? author.name() : found.name,
                found.mail.isEmpty() ? author.mail() : found.mail,
                author.date());
    }
}
