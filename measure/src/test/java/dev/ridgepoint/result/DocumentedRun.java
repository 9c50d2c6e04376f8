package dev.ridgepoint.result;

/** The example of the documented schema, with its illustrative numbers: a model of seven billion weights on the NPU of a phone. */
public final class DocumentedRun {

    /** All of it. */
    public static final String JSON = """
            {"metadata": {"timestamp": "2024-01-15T10:30:45Z", "device": "npu",
                "device_info": {"name": "Qualcomm Hexagon NPU", "compute_capability": "8.1"},
                "model": {"name": "llama-7b", "parameters": 7000000000, "quantization": "int8"},
                "benchmark_config": {"iterations": 5, "batch_size": 1, "input_length": 512, "output_length": 128, "warmup_iterations": 1},
                "system_info": {"os": "Linux", "cpu": "ARM Cortex-X1", "memory_gb": 8, "npu_memory_gb": 4}},
             "results": {
                "latency": {
                  "cold_start_ms": {"mean": 245.3, "std": 12.5, "min": 232.1, "max": 265.8, "median": 243.2},
                  "first_token_ms": {"mean": 125.4, "std": 8.3, "min": 115.2, "max": 140.6, "median": 123.1},
                  "subsequent_token_ms": {"mean": 18.5, "std": 1.2, "min": 16.8, "max": 21.3, "median": 18.2}},
                "throughput": {
                  "tokens_per_second": {"mean": 54.1, "std": 2.3, "min": 50.8, "max": 57.2, "median": 54.8},
                  "tokens_per_second_after_first": {"mean": 53.9, "std": 2.1, "min": 50.5, "max": 57.0, "median": 54.7}},
                "memory": {
                  "peak_memory_usage_mb": {"mean": 1845.3, "std": 23.1, "min": 1820.1, "max": 1875.4, "median": 1850.2},
                  "average_memory_usage_mb": {"mean": 1654.2, "std": 18.5, "min": 1635.0, "max": 1680.3, "median": 1658.1}},
                "power": {
                  "average_power_w": {"mean": 4.2, "std": 0.3, "min": 3.8, "max": 4.8, "median": 4.1},
                  "peak_power_w": {"mean": 8.5, "std": 0.5, "min": 7.8, "max": 9.2, "median": 8.4}}},
             "iterations": [{"iteration": 1, "cold_start_ms": 247.2, "first_token_ms": 126.1, "subsequent_token_ms": 18.3, "tokens_per_second": 54.6,
                "peak_memory_mb": 1850.5, "average_memory_mb": 1660.2, "average_power_w": 4.1, "peak_power_w": 8.3}]}
            """;

    private DocumentedRun() { }
}
