"""The benchmarks of docs/performance.md, one file a subject; each holds `run` and measures beside its peer."""
