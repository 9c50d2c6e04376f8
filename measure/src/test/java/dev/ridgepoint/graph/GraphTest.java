package dev.ridgepoint.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GraphTest {

    @Test
    void aValueOfAnotherGraphIsRefused() {
        Graph one = new Graph("one");
        Graph two = new Graph("two");
        Value x = one.input("x", ElementType.FLOAT, Dimension.of(2));
        assertThatThrownBy(() -> two.at("model/relu").node("Relu", x)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'x'");
        assertThatThrownBy(() -> two.output(x, ElementType.FLOAT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBranchSeesWhatIsAroundItAndNotTheOtherWayRound() {
        Graph graph = new Graph("outer");
        Value x = graph.input("x", ElementType.FLOAT, Dimension.of(2));
        Graph branch = graph.branch("inner");
        Value inside = branch.at("model/relu").node("Relu", x);
        assertThatThrownBy(() -> graph.at("model/relu").node("Relu", inside)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreUniqueOverTheGraphAndItsBranches() {
        Graph graph = new Graph("outer");
        Value x = graph.input("x", ElementType.FLOAT, Dimension.of(2));
        Value first = graph.at("L0/relu").node("Relu", x);
        Value second = graph.branch("inner").at("L0/relu").node("Relu", x);
        Value third = graph.input("x", ElementType.FLOAT, Dimension.of(2));
        assertThat(first.name()).isNotEqualTo(second.name());
        assertThat(third.name()).isNotEqualTo(x.name());
    }
}
