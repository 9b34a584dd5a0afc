package culprit.git;

import java.util.Arrays;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/** Object ids, numbered in the order they came. Five words and two slots each: no objects are kept. */
final class ObjectIdTable {
    private static final int WORDS = 5;

    private int[] words = new int[WORDS * 512];
    /** An open hash table of numbers, one more each, zero where there is none; at most half full. */
    private int[] slots = new int[1024];

    private int size;

    int size() {
        return size;
    }

    /** The number of an id, -1 for an unknown one. */
    int find(AnyObjectId id) {
        return slots[slot(id)] - 1;
    }

    /** The number of an id, the next free one if it is unknown. */
    int add(AnyObjectId id) {
        int known = find(id);
        if (known >= 0) {
            return known;
        }
        if (2 * size == slots.length) {
            widen();
        }
        if (WORDS * size == words.length) {
            words = Arrays.copyOf(words, words.length + words.length / 2 / WORDS * WORDS);
        }
        id.copyRawTo(words, WORDS * size);
        slots[slot(id)] = ++size;
        return size - 1;
    }

    ObjectId id(int number) {
        return ObjectId.fromRaw(words, WORDS * number);
    }

    private int slot(AnyObjectId id) {
        int slot = start(id.hashCode());
        while (slots[slot] != 0 && id.compareTo(words, WORDS * (slots[slot] - 1)) != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Ids are random numbers: any of their words is a hash. */
    private int start(int hash) {
        return hash & (slots.length - 1);
    }

    private void widen() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < size; number++) {
            int slot = start(id(number).hashCode());
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = number + 1;
        }
    }
}
