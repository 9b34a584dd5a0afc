package culprit.vm.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import culprit.vm.symbols.Places.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlacesTest {
    /** The upper half of the address space, where kernels are, and the border of what a long with a sign can hold. */
    private static final List<Long> BASES = List.of(0L, 0x7fffffffffffffe0L, 0xffffffff81000000L, -64L);

    private static boolean holds(Place place, long address) {
        return Long.compareUnsigned(address, place.start()) >= 0
                && Long.compareUnsigned(address - place.start(), place.size()) < 0;
    }

    private static List<Place> some(Random random) {
        List<Place> places = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            long start = BASES.get(random.nextInt(BASES.size())) + random.nextInt(64);
            long size = 1L + random.nextInt(random.nextBoolean() ? 4 : 100);
            places.add(new Place("f" + i, start, size));
        }
        return places;
    }

    @Test
    void functionsAreFoundAsByLookingAtAllOfThem() {
        Random random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            List<Place> all = some(random);
            Places places = new Places(all);
            long address = BASES.get(random.nextInt(BASES.size())) + random.nextInt(192) - 64;
            assertThat(places.of(address))
                    .as("%s at %x", all, address)
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().filter(place -> holds(place, address)).toList());
        }
    }

    /** Looking at all of them would take hours. */
    @Test
    @Timeout(60)
    void aMillionAddressesAreLookedUpAmongAHundredThousandFunctions() {
        long base = 0xffffffff81000000L;
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(new Place("f" + i, base + i * 64L, 48));
        }
        Places places = new Places(all);
        for (int i = 0; i < 1_000_000; i++) {
            int function = i % all.size();
            assertHolds(places, all.get(function));
        }
        assertThat(places.of(base + 50)).isEmpty();
    }

    private static void assertHolds(Places places, Place place) {
        List<Place> found = places.of(place.start() + 47);
        if (found.size() != 1 || !found.get(0).equals(place)) {
            throw new AssertionError(place + ": " + found);
        }
    }
}
