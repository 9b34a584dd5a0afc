package culprit.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void areEqualByContent() {
        assertThat(Bytes.of("abc")).isEqualTo(Bytes.of(new byte[] {'a', 'b', 'c'}));
        assertThat(Bytes.of("abc")).hasSameHashCodeAs(Bytes.of("abc"));
        assertThat(Bytes.of("abc")).isNotEqualTo(Bytes.of("abd"));
    }

    @Test
    void doNotChangeWithTheArraysTheyComeFromOrGoTo() {
        byte[] source = {'a'};
        Bytes bytes = Bytes.of(source);

        source[0] = 'x';
        bytes.toArray()[0] = 'y';

        assertThat(bytes).isEqualTo(Bytes.of("a"));
    }
}
