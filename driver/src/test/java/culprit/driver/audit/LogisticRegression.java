package culprit.driver.audit;

import java.util.List;

/** Fits a logistic regression by Newton's method, with a ridge penalty on all weights but the bias. */
final class LogisticRegression {
    private static final int STEPS = 50;

    private final double penalty;

    LogisticRegression(double penalty) {
        this.penalty = penalty;
    }

    /** The bias, then the weights. */
    double[] fit(List<double[]> inputs, List<Boolean> answers) {
        int size = inputs.get(0).length + 1;
        double[] weights = new double[size];
        for (int step = 0; step < STEPS; step++) {
            double[][] system = new double[size][size + 1];
            for (int i = 1; i < size; i++) {
                system[i][i] = penalty;
                system[i][size] = penalty * weights[i];
            }
            for (int row = 0; row < inputs.size(); row++) {
                double chance = chance(weights, inputs.get(row));
                double error = chance - (answers.get(row) ? 1 : 0);
                for (int i = 0; i < size; i++) {
                    double input = at(inputs.get(row), i);
                    system[i][size] += error * input;
                    for (int j = 0; j < size; j++) {
                        system[i][j] += chance * (1 - chance) * input * at(inputs.get(row), j);
                    }
                }
            }
            double[] change = solved(system);
            for (int i = 0; i < size; i++) {
                weights[i] -= change[i];
            }
        }
        return weights;
    }

    static double chance(double[] weights, double[] input) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * at(input, i);
        }
        return 1 / (1 + Math.exp(-sum));
    }

    private static double at(double[] input, int index) {
        return index == 0 ? 1 : input[index - 1];
    }

    /** Gauss and Jordan's elimination; the matrix is positive definite, so that no rows need to change places. */
    private static double[] solved(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; column <= size && row != pivot; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = system[i][size] / system[i][i];
        }
        return solution;
    }
}
