// Loops marked with LAYERLAB_VECTOR_CLONES are compiled for SSE2, AVX2 and AVX-512; the loader picks at run time.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(LAYERLAB_SANITIZED)
#define LAYERLAB_VECTOR_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LAYERLAB_VECTOR_CLONES
#endif
