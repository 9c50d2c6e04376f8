package dev.ridgepoint.workload;

import dev.ridgepoint.architecture.AttentionSpan;
import dev.ridgepoint.workload.Operator.Arithmetic;
import dev.ridgepoint.workload.Operator.Execution;
import dev.ridgepoint.workload.Operator.Rows;

/** Gathers the coefficients of one operator; those not named are zero. */
final class OperatorBuilder {

    private final String name;
    private Arithmetic arithmetic;
    private Rows rows = Rows.EVERY_TOKEN;
    private Execution execution = Execution.ALWAYS;
    private AttentionSpan span = AttentionSpan.FULL;
    private double flopsPerToken;
    private double flopsPerPair;
    private double flopsPerTokenRead;
    private double weightBytes;
    private double weightBytesPerToken;
    private double expertBytes;
    private double logMissProbability;
    private double activationBytesPerToken;
    private double activationBytesPerTokenRead;
    private double activationBytesPerScore;
    private double cacheReadPerTokenRead;
    private double cacheWritePerToken;
    private double stateBytesPerSequence;
    private Exchange exchange = Exchange.NONE;

    OperatorBuilder(String name, Arithmetic arithmetic) {
        this.name = name;
        this.arithmetic = arithmetic;
    }

    OperatorBuilder onLastToken() {
        rows = Rows.LAST_TOKEN;
        return this;
    }

    /** What a product with weights is multiplied in; element-wise work with weights stays on the vector unit. */
    OperatorBuilder multipliedIn(Arithmetic value) {
        arithmetic = arithmetic == Arithmetic.ELEMENTWISE ? arithmetic : value;
        return this;
    }

    OperatorBuilder routed() {
        rows = Rows.ROUTED;
        return this;
    }

    OperatorBuilder exchange(Exchange value) {
        exchange = value;
        return this;
    }

    OperatorBuilder execution(Execution value) {
        execution = value;
        return this;
    }

    OperatorBuilder span(AttentionSpan value) {
        span = value;
        return this;
    }

    OperatorBuilder flops(double perToken) {
        flopsPerToken = perToken;
        return this;
    }

    OperatorBuilder flopsPerPair(double value) {
        flopsPerPair = value;
        return this;
    }

    OperatorBuilder flopsPerTokenRead(double value) {
        flopsPerTokenRead = value;
        return this;
    }

    OperatorBuilder weights(double bytes) {
        weightBytes = bytes;
        return this;
    }

    OperatorBuilder weightsPerToken(double bytes) {
        weightBytesPerToken = bytes;
        return this;
    }

    OperatorBuilder experts(double bytes, int top, int experts) {
        expertBytes = bytes;
        logMissProbability = Math.log1p(-(double) top / experts);
        return this;
    }

    OperatorBuilder activations(double bytesPerToken) {
        activationBytesPerToken = bytesPerToken;
        return this;
    }

    OperatorBuilder activationsPerTokenRead(double bytes) {
        activationBytesPerTokenRead = bytes;
        return this;
    }

    OperatorBuilder activationsPerScore(double bytes) {
        activationBytesPerScore = bytes;
        return this;
    }

    OperatorBuilder cacheRead(double bytesPerTokenRead) {
        cacheReadPerTokenRead = bytesPerTokenRead;
        return this;
    }

    OperatorBuilder cacheWrite(double bytesPerToken) {
        cacheWritePerToken = bytesPerToken;
        return this;
    }

    OperatorBuilder state(double bytesPerSequence) {
        stateBytesPerSequence = bytesPerSequence;
        return this;
    }

    Operator build(String layerGroup, int count) {
        return new Operator(
                name, layerGroup, count, arithmetic, rows, execution, span, flopsPerToken, flopsPerPair, flopsPerTokenRead, weightBytes,
                weightBytesPerToken, expertBytes, logMissProbability, activationBytesPerToken, activationBytesPerTokenRead,
                activationBytesPerScore, cacheReadPerTokenRead, cacheWritePerToken, stateBytesPerSequence, exchange);
    }
}
