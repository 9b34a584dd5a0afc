package culprit.git;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads objects, those that are replaced by their replacements. A failure names the object, which JGit's not always do. */
final class NamingReader extends ObjectReader.Filter {
    private final ObjectReader objects;
    private final Replacements replacements;

    NamingReader(ObjectReader objects, Replacements replacements) {
        this.objects = objects;
        this.replacements = replacements;
    }

    @Override
    protected ObjectReader delegate() {
        return objects;
    }

    @Override
    public ObjectReader newReader() {
        return new NamingReader(objects.newReader(), replacements);
    }

    @Override
    public boolean has(AnyObjectId id, int type) throws IOException {
        return objects.has(replacements.of(id), type);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        AnyObjectId read = replacements.of(id);
        try {
            return objects.open(read, type);
        } catch (MissingObjectException
                | IncorrectObjectTypeException
                | InterruptedIOException
                | ClosedByInterruptException e) {
            throw e;
        } catch (FileNotFoundException e) {
            // A loose object whose file is there and cannot be opened.
            throw new IOException("cannot read object " + read.name() + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            // JGit trusts lengths and types that a damaged file states, and fails over them in many ways.
            String complaint = e.getMessage() == null ? e.toString() : e.getMessage();
            String message =
                    complaint.contains(read.name()) ? complaint : "object " + read.name() + " is damaged: " + complaint;
            throw new CorruptObjectException(message, e);
        }
    }
}
