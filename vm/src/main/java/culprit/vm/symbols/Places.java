package culprit.vm.symbols;

import java.util.ArrayList;
import java.util.List;

/** Finds the functions of which an address is a part: few steps among a hundred thousand, unless functions overlap. */
final class Places {
    /** By where they begin; kernels lie at the upper end of what addresses without a sign can say. */
    private final List<Place> inOrder;

    /** The last address that belongs to the function at the same position, or to one before it. */
    private final long[] reach;

    /**
     * Where a function is.
     *
     * @param size in bytes, at least 1
     */
    record Place(String name, long start, long size) {
        /** Its last address; the end of the address space if it would be behind that. */
        long last() {
            long last = start + size - 1;
            return Long.compareUnsigned(last, start) < 0 ? -1 : last;
        }
    }

    Places(List<Place> all) {
        this.inOrder = all.stream()
                .sorted((one, other) -> Long.compareUnsigned(one.start, other.start))
                .toList();
        this.reach = new long[inOrder.size()];
        long farthest = 0;
        for (int i = 0; i < reach.length; i++) {
            long last = inOrder.get(i).last();
            farthest = Long.compareUnsigned(last, farthest) > 0 ? last : farthest;
            reach[i] = farthest;
        }
    }

    /** Those that hold an address; several where a place has several names. */
    List<Place> of(long address) {
        List<Place> found = new ArrayList<>();
        for (int i = behind(address) - 1; i >= 0 && Long.compareUnsigned(reach[i], address) >= 0; i--) {
            if (Long.compareUnsigned(inOrder.get(i).last(), address) >= 0) {
                found.add(inOrder.get(i));
            }
        }
        return found;
    }

    /** The position of the first that begins behind an address. */
    private int behind(long address) {
        int low = 0;
        int high = inOrder.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(inOrder.get(middle).start, address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
