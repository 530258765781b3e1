// Weights in fewer bits: how a matrix becomes codes and scales and what of it comes back, and the tensors of a safetensors
// file that keep a model that way.
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/depths/choices.h"
#include "engine/interop/safetensors.h"
#include "engine/model/segment.h"

namespace layerlab {

// A matrix [rows, columns] as small whole numbers and one scale a row (an output channel).
struct QuantizedMatrix {
    Precision precision = Precision::Int8;
    torch::Tensor codes;   // int8: I8 [rows, columns]; int2 and binary: U8 [rows, ⌈columns / 4 or 8⌉], the first column lowest
    torch::Tensor scales;  // F32 [rows]
    std::int64_t columns = 0;
};
// Symmetric, without a zero point, each row by itself; a weight's error is what rounding leaves:
// int8: codes -127 … 127, rounded to the nearest, halves to even; scale = max |w| / 127 (1 where the row is 0), error at
//   most scale / 2.
// int2: four levels, -1.5, -0.5, 0.5 and 1.5 scales, codes 0 … 3; the scale has the least squared error of all scales: for
//   the k smallest |w| on the inner levels it has a closed form, and every k is tried.
// binary: sign(w) · mean |w|, codes 0 and 1, sign(0) = +1; that scale has the least squared error (Rastegari et al. 2016,
//   "XNOR-Net", section 3.1).
// Throws Error(Numeric) where a weight is not finite.
QuantizedMatrix quantized(const torch::Tensor& matrix, Precision precision);
torch::Tensor widened(const QuantizedMatrix& matrix);  // F32 [rows, columns]
// The scales of int8, F32 [rows]. Those of what int8 gave are found again, up to the last bit.
torch::Tensor int8Scales(const torch::Tensor& matrix);

// What a parameter is by its name and shape: weight matrices end in ".weight", tables of embeddings do not.
enum class ParameterKind { Matrix, Table, Vector };
ParameterKind kindOf(const std::string& name, const torch::Tensor& parameter);

// What a file of these segments has, each name once: as it is where precision is Float32; everything in F16 or BF16 for these
// two (values beyond the largest half become that; clamped: how many); else the matrices, and with variant.embeddings the
// tables, as int8: NAME (I8) and NAME.scale (F32 [rows]); as int2 and binary: NAME (U8), NAME.scale and NAME.packing (I64,
// {bits of a weight, columns}), and the rest in F32. Throws Error(Numeric).
NamedTensors storedWeights(const std::vector<Segment*>& segments, const Variant& variant, std::int64_t* clamped = nullptr);
// The file's metadata: {"format": "layerlab", "precision": "int8"}.
std::map<std::string, std::string> storedMetadata(const Variant& variant);
// Bytes of the tensors, without a file's header.
std::int64_t storedBytes(const NamedTensors& tensors);

// Whether tensors that were read hold anything that widen() would change.
bool isQuantized(const std::map<std::string, torch::Tensor>& weights);
// Turns such tensors back into F32 under the plain names, in place. Gives the names of the matrices that were int8, for
// EncoderModel::computeInInt8(). file: for the sentence. Throws Error(Io) where codes, scales and packing do not fit together.
std::vector<std::string> widen(std::map<std::string, torch::Tensor>& weights, const std::filesystem::path& file);

}  // namespace layerlab
