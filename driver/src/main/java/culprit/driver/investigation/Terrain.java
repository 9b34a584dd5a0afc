package culprit.driver.investigation;

import culprit.driver.belief.Ancestry;
import culprit.git.Lineage;
import java.util.OptionalInt;

/** The commits of a range as the strategy numbers them: the roots of the lineage first, the others in its order. */
final class Terrain {
    private final Lineage lineage;
    /** By number of the strategy, that of the lineage. */
    private final int[] places;
    /** By number of the lineage, that of the strategy. */
    private final int[] numbers;

    private final Ancestry ancestry;

    Terrain(Lineage lineage) {
        this.lineage = lineage;
        int[] roots = lineage.roots();
        this.places = new int[lineage.size()];
        this.numbers = new int[lineage.size()];
        boolean[] isRoot = new boolean[lineage.size()];
        int next = 0;
        for (int root : roots) {
            isRoot[root] = true;
            next = put(root, next);
        }
        for (int place = 0; place < isRoot.length; place++) {
            next = isRoot[place] ? next : put(place, next);
        }
        this.ancestry = Ancestry.of(parents(), roots.length);
    }

    private int put(int place, int number) {
        places[number] = place;
        numbers[place] = number;
        return number + 1;
    }

    private int[][] parents() {
        int[][] parents = new int[places.length][];
        for (int number = 0; number < places.length; number++) {
            int[] ofLineage = lineage.parents(places[number]);
            parents[number] = new int[ofLineage.length];
            for (int which = 0; which < ofLineage.length; which++) {
                parents[number][which] = numbers[ofLineage[which]];
            }
        }
        return parents;
    }

    /** The number of the strategy for one of the lineage. */
    int numberOf(int place) {
        return numbers[place];
    }

    Ancestry ancestry() {
        return ancestry;
    }

    /** The id of a commit. */
    String id(int number) {
        return lineage.id(places[number]);
    }

    /** The number of a commit; empty for one that is not in the range. */
    OptionalInt number(String id) {
        OptionalInt place = lineage.number(id);
        return place.isPresent() ? OptionalInt.of(numbers[place.getAsInt()]) : place;
    }
}
