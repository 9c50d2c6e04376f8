package dev.ridgepoint.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ridgepoint.input.InvalidInputException;
import dev.ridgepoint.input.YamlChange;
import dev.ridgepoint.input.YamlFile;
import dev.ridgepoint.input.YamlMapping;
import dev.ridgepoint.input.YamlNode;
import dev.ridgepoint.input.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a descriptor may say, and how each mistake in it is named. */
@Timeout(20)
class ArchitectureReaderTest {

    private static final String MODEL = """
            id: model
            name: A model
            family: llama
            kind: decoder
            native-weights: bf16
            hidden: 256
            vocabulary: 1000
            tied-embeddings: true
            norm: rmsnorm
            max-context: 4096
            layers: {count: 5, pattern: [2 x sliding, sparse]}
            groups:
              sliding:
                mixer: {kind: gqa, heads: 8, kv-heads: 2, head-size: 32, window: 128}
                feed-forward: {kind: gated, width: 512, activation: silu}
              sparse:
                mixer: {kind: mha, heads: 8, kv-heads: 8, head-size: 32, qk-norm: per-head}
                feed-forward: {kind: moe, experts: 16, top: 4, width: 64, shared: {width: 128, gate: true}}
            """;

    @TempDir
    private Path folder;

    private Architecture changed(String... pathsAndValues) throws IOException {
        YamlMapping descriptor = YamlFile.read(Files.writeString(folder.resolve("base.yaml"), MODEL));
        List<YamlChange> changes = new ArrayList<>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            changes.add(new YamlChange(pathsAndValues[i], new YamlScalar(pathsAndValues[i + 1], new YamlNode.Place("study.yaml", 7, "with"))));
        }
        return ArchitectureReader.read(descriptor, changes);
    }

    @Test
    void anyFieldMayBeChangedAndTheChecksStillHold() throws IOException {
        assertThat(changed("hidden", "512").hidden()).isEqualTo(512);
        assertThat(((GroupedQueryAttention) changed("groups.sliding.mixer.window", "64").groups().get(0).mixers().get(0)).span().tokens()).isEqualTo(64);
        assertThat(changed("max-context", "9000")).isEqualTo(read(MODEL.replace("max-context: 4096", "max-context: 9000")));
        assertThat(changed("groups.sliding.mixer.kv-heads", "4", "hidden", "512"))
                .isEqualTo(read(MODEL.replace("kv-heads: 2", "kv-heads: 4").replace("hidden: 256", "hidden: 512")));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> changed("hidden", "many"))
                .withMessage("study.yaml:7: with: 'many' is not a whole number from 1 to 16777216");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> changed("hiden", "4"))
                .withMessage("study.yaml:7: with: unknown key; did you mean 'hidden'?");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> changed("groups.sliding.mixer.kv-heads", "8"))
                .withMessageContaining("8 heads over 8 KV heads is mha");
    }

    @Test
    void theNumberOfLayersCutsOrExtendsTheModel() throws IOException {
        for (int layers : new int[] {1, 2, 5, 17}) {
            assertThat(changed("layers.count", "" + layers)).isEqualTo(read(MODEL).withLayers(layers));
        }
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> changed("layers.count", "0"))
                .withMessageContaining("0 is out of range; it must be from 1 to 10000");
    }

    @Test
    void everyPartIsUnderstood() throws IOException {
        Architecture model = read(MODEL);
        assertThat(model.layers()).isEqualTo(5);
        assertThat(model.groups()).extracting(LayerGroup::layers)
                .containsExactly(List.of(0, 1, 3, 4), List.of(2));
        GroupedQueryAttention sliding = (GroupedQueryAttention) model.groups().get(0).mixers().get(0);
        assertThat(sliding.span()).isEqualTo(new AttentionSpan(AttentionSpan.Kind.SLIDING, 128));
        assertThat(sliding.rotarySize()).isEqualTo(32);
        MixtureOfExperts moe = (MixtureOfExperts) model.groups().get(1).feedForwards().get(0);
        assertThat(moe.sharedGate()).isTrue();
        assertThat(model.cacheElementsPerToken()).isEqualTo(4 * 2 * 2 * 32 + 2 * 8 * 32);
        long attention = 2 * 256 * 256;
        long perLayerNorms = 2 * 256;
        long slidingLayer = attention + 2 * 64 * 256 + 3 * 512 * 256 + perLayerNorms;
        long expert = 3 * 64 * 256;
        long sparseLayer = 2 * attention + 2 * 32 + 16 * 256 + 16 * expert + 3 * 128 * 256 + 256 + perLayerNorms;
        assertThat(model.parameters()).isEqualTo(1000 * 256 + 4 * slidingLayer + sparseLayer + 256);
        assertThat(model.activeParameters()).isEqualTo(model.parameters() - 12 * expert);
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # keys
            hidden: 256             | hiden: 256                    | 'hidden' is missing
            family: llama           | famly: llama                  | famly: unknown key; did you mean 'family'?
            window: 128             | windw: 128                    | groups.sliding.mixer.windw: unknown key; did you mean 'window'?
            width: 64               | widht: 64                     | groups.sparse.feed-forward: 'width' is missing
            activation: silu        | activtion: silu               | groups.sliding.feed-forward.activtion: unknown key; did you mean 'activation'?
            gate: true              | gated: true                   | groups.sparse.feed-forward.shared.gated: unknown key; did you mean 'gate'?
            kv-heads: 2             | kv-head: 2                    | groups.sliding.mixer: 'kv-heads' is missing
            count: 5                | cuont: 5                      | layers: 'count' is missing
            id: model               | id: ""                        | id: is empty
            # numbers
            hidden: 256             | hidden: -256                  | hidden: -256 is out of range; it must be from 1 to 16777216
            hidden: 256             | hidden: 0                     | hidden: 0 is out of range
            hidden: 256             | hidden: 1e400                 | hidden: '1e400' is not a whole number
            hidden: 256             | hidden: .nan                  | hidden: '.nan' is not a whole number
            hidden: 256             | hidden: 256.5                 | hidden: '256.5' is not a whole number
            hidden: 256             | hidden: 2147483648            | hidden: 2147483648 is out of range
            hidden: 256             | hidden: 9223372036854775808   | hidden: '9223372036854775808' is not a whole number
            vocabulary: 1000        | vocabulary: many              | vocabulary: 'many' is not a whole number
            window: 128             | window: 0                     | groups.sliding.mixer.window: 0 is out of range
            window: 128             | window: -1                    | groups.sliding.mixer.window: -1 is out of range
            window: 128             | window: 128, chunk: 64        | groups.sliding.mixer: give either 'window' or 'chunk'
            window: 128             | rotary-size: 64               | groups.sliding.mixer: rotary-size 64 of a head of 32
            experts: 16             | experts: 0                    | groups.sparse.feed-forward.experts: 0 is out of range
            count: 5                | count: 0                      | layers.count: 0 is out of range
            count: 5                | count: 10001                  | layers.count: 10001 is out of range
            # what does not go together
            kv-heads: 2             | kv-heads: 3                   | groups.sliding.mixer: 3 KV heads do not divide 8 heads
            kv-heads: 2             | kv-heads: 16                  | groups.sliding.mixer: 16 KV heads do not divide 8 heads
            kv-heads: 2             | kv-heads: 1                   | groups.sliding.mixer.kind: 8 heads over 1 KV heads is mqa
            kind: mha               | kind: gqa                     | groups.sparse.mixer.kind: 8 heads over 8 KV heads is mha
            top: 4                  | top: 17                       | groups.sparse.feed-forward: top 17 of 16 experts
            kind: decoder           | kind: encoder-decoder         | kind: 'encoder-decoder' is not one of decoder, encoder
            qk-norm: per-head       | qk-norm: yes                  | groups.sparse.mixer.qk-norm: 'yes' is not one of none, per-head, full-width
            tied-embeddings: true   | tied-embeddings: yes          | tied-embeddings: 'yes' is neither true nor false
            # the pattern
            2 x sliding, sparse     | 2 x slidng, sparse            | groups: the pattern names 'slidng', which is not a group; did you mean 'sliding'?
            2 x sliding, sparse     | 2 x sliding                   | groups.sparse: no layer of the pattern uses this group
            count: 5                | count: 2                      | groups.sparse: no layer of the pattern uses this group
            2 x sliding, sparse     | two x sliding                 | layers.pattern.[0]: 'two x sliding' is neither a group nor 'N x group'
            2 x sliding, sparse     | -2 x sliding                  | layers.pattern.[0]: '-2 x sliding' is neither a group nor 'N x group'
            2 x sliding, sparse     | 0 x sliding                   | layers: a model needs at least one layer
            [2 x sliding, sparse]   | []                            | layers: a model needs at least one layer
            [2 x sliding, sparse]   | sliding                       | layers.pattern: must be a list
            [2 x sliding, sparse]   | [[sliding], sparse]           | layers.pattern.[0]: must be a single value
            [2 x sliding, sparse]   | [9999 x sliding, 9999 x sparse] | layers.pattern.[1]: the pattern has more than 10000 layers
            # shapes
            name: A model           | name: {first: A}              | name: must be a single value
            layers: {count: 5, pattern: [2 x sliding, sparse]} | layers: 5 | layers: must be a mapping of keys to values
            shared: {width: 128, gate: true} | shared: 128          | groups.sparse.feed-forward.shared: must be a mapping of keys to values
            """)
    void aMistakeIsNamedByFileLineAndField(String written, String instead, String message) {
        assertThat(MODEL).contains(written);
        String prefix = folder.resolve("model.yaml") + ":";
        String refused = refused(MODEL.replaceFirst(Pattern.quote(written), Matcher.quoteReplacement(instead)));
        assertThat(refused).startsWith(prefix).contains(": " + message);
        int line = Integer.parseInt(refused.substring(prefix.length()).split(":")[0]);
        int changed = 1 + (int) MODEL.substring(0, MODEL.indexOf(written)).chars().filter(c -> c == '\n').count();
        if (message.startsWith("groups: ")) {
            assertThat(line).isEqualTo(12);
        } else if (message.startsWith("groups.sparse: ")) {
            assertThat(line).isEqualTo(16);
        } else if (!message.startsWith("'hidden'")) {
            assertThat(line).isEqualTo(changed);
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {kind: mamba2, heads: 8, head-size: 64, state: 128, groups: 3, conv: 4}                          | 3 groups do not divide 8 heads
            {kind: mamba2, heads: 8, head-size: 64, state: 128, conv: 4}                                     | 'groups' is missing
            {kind: gated-delta-net, key-heads: 3, key-size: 8, value-heads: 8, value-size: 8, conv: 4}       | 3 key heads do not divide 8 value heads
            {kind: mla, heads: 8, kv-rank: 64, nope-size: 32, rope-size: 16, value-size: 32, indexer: {heads: 4, head-size: 8, top: 0}} | indexer.top: 0 is out of range
            {kind: mla, heads: 8, kv-rank: 64, nope-size: 32, rope-size: 16, value-size: 32, indexer: {heads: 4, head-size: 8, topp: 8}} | indexer: 'top' is missing
            {kind: mla, heads: 8, kv-rank: 64, rope-size: 16, value-size: 32}                                | 'nope-size' is missing
            {kind: mamba1, inner: 512, state: 16, dt-rank: 0, conv: 4}                                       | dt-rank: 0 is out of range
            {kind: short-conv, conv: 3, window: 5}                                                           | window: unknown key
            {kind: attention, heads: 8}                                                                      | kind: 'attention' is not one of mha, gqa, mqa, mla
            {heads: 8}                                                                                       | 'kind' is missing
            """)
    void aMistakeInAMixerIsNamed(String mixer, String message) {
        String text = MODEL.replaceFirst("mixer: \\{kind: gqa.*", "mixer: " + mixer);
        assertThat(refused(text)).contains("model.yaml:14: groups.sliding.mixer").contains(message);
    }

    @Test
    void onlyAnEncoderPools() {
        assertThat(refused(MODEL.replace("hidden: 256", "hidden: 256\npooling: mean"))).endsWith(": pooling: a decoder does not pool");
        assertThat(refused(MODEL.replace("hidden: 256", "hidden: 256\npooling: max"))).endsWith("'max' is not one of none, cls, mean");
    }

    @Test
    void anEncoderHasAttentionOnly() {
        String text = MODEL.replace("kind: decoder", "kind: encoder")
                .replaceFirst("mixer: \\{kind: gqa.*", "mixer: {kind: mamba1, inner: 512, state: 16, dt-rank: 16, conv: 4}");
        assertThat(refused(text)).endsWith("model.yaml:4: kind: an encoder has mha, gqa or mqa mixers only");
    }

    @Test
    void oneMixerOrSeveralButNotBoth() {
        String text = MODEL.replaceFirst("    mixer: \\{kind: gqa.*", "$0\n    mixers: []");
        assertThat(refused(text)).contains("model.yaml:13: groups.sliding: give either 'mixer' or 'mixers'");
    }

    @Test
    void sizesWhoseProductOverflowsAreRefused() {
        String text = MODEL.replace("hidden: 256", "hidden: 16777216").replace("heads: 8, kv-heads: 8, head-size: 32",
                "heads: 16777216, kv-heads: 16777216, head-size: 16777216");
        assertThat(refused(text)).contains("the layers have more than 1.0E18 weights");
    }

    @Test
    void aPatternCannotFillTheMemory() {
        String runs = "9999 x sliding, ".repeat(40_000);
        assertThat(refused(MODEL.replace("2 x sliding, sparse", runs + "sparse"))).contains("the pattern has more than 10000 layers");
    }

    @Test
    void aModelThatIsNotModelledSaysWhyInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), "id: model\nname: A model\nnot-modelled: |\n  It thinks\n  sideways.\n");
        assertThatExceptionOfType(NotModelledException.class).isThrownBy(() -> ArchitectureReader.read(file))
                .withMessage("model is not modelled: It thinks sideways.");
    }

    private Architecture read(String text) throws IOException {
        return ArchitectureReader.read(Files.writeString(folder.resolve("model.yaml"), text));
    }

    private String refused(String text) {
        String[] message = new String[1];
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(text)).satisfies(e -> message[0] = e.getMessage());
        assertThat(message[0]).doesNotContain("\n").hasSizeLessThan(3000);
        return message[0];
    }
}
