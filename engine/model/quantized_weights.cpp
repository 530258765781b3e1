#include "engine/model/quantized_weights.h"

#include <torch/torch.h>

#include <cfloat>
#include <cmath>
#include <set>

#include "engine/error.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr double largest_code = 127;
constexpr double largest_half = 65504;
const std::string scale_ending = ".scale", packing_ending = ".packing";

// Bits of a weight; 0: it is no code.
int bitsOf(Precision precision) {
    switch (precision) {
        case Precision::Int8:
            return 8;
        case Precision::Int2:
            return 2;
        case Precision::Binary:
            return 1;
        case Precision::Float32:
        case Precision::Float16:
        case Precision::BFloat16:
            break;
    }
    return 0;
}

std::int64_t bytesOfRow(std::int64_t columns, int bits) { return (columns + 8 / bits - 1) / (8 / bits); }

// Codes of 0 … 2^bits - 1 [rows, columns] several to a byte. Those beyond the last column are 0.
torch::Tensor packed(const torch::Tensor& codes, int bits) {
    const std::int64_t rows = codes.size(0), bytes = bytesOfRow(codes.size(1), bits), each = 8 / bits;
    const torch::Tensor places = torch::zeros({rows, bytes * each}, torch::kInt32);
    places.narrow(1, 0, codes.size(1)).copy_(codes);
    const torch::Tensor shifts = torch::arange(each, torch::kInt32).mul(bits).exp2().to(torch::kInt32);
    return (places.view({rows, bytes, each}) * shifts).sum(2).to(torch::kByte);
}

torch::Tensor unpacked(const torch::Tensor& codes, int bits, std::int64_t columns) {  // int32
    const std::int64_t rows = codes.size(0), each = 8 / bits;
    std::vector<torch::Tensor> places;
    for (std::int64_t i = 0; i < each; ++i)
        places.push_back(torch::floor_divide(codes.to(torch::kInt32), 1 << (i * bits)).remainder(1 << bits));
    return torch::stack(places, 2).view({rows, codes.size(1) * each}).narrow(1, 0, columns);
}

// The scale of each row with the least squared error. With the k smallest |w| on the inner levels, whose sum is A, and the
// others on the outer ones, whose sum is B, the best scale is (A/2 + 3B/2) / (k/4 + 9(n - k)/4), and the error falls by
// (A/2 + 3B/2)² / (k/4 + 9(n - k)/4) from Σw². The best of all k is the best of all scales: the levels nearest to the
// weights of any scale divide them by size.
torch::Tensor int2Scales(const torch::Tensor& matrix) {  // of doubles
    const std::int64_t rows = matrix.size(0), n = matrix.size(1);
    const torch::Tensor inner =
        torch::cat({torch::zeros({rows, 1}, torch::kDouble), std::get<0>(matrix.abs().sort(1)).cumsum(1)}, 1);  // A, of k = 0 … n
    const torch::Tensor k = torch::arange(n + 1, torch::kDouble);
    const torch::Tensor product = 0.5 * inner + 1.5 * (inner.narrow(1, n, 1) - inner), square = 0.25 * k + 2.25 * (n - k);
    const torch::Tensor best = (product.square() / square).argmax(1, true);
    return (product / square).gather(1, best).squeeze(1);
}

[[noreturn]] void damaged(const std::filesystem::path& file, const std::string& why) {
    throw Error(ErrorKind::Io, text("%1 is damaged: %2", file.string(), why));
}

bool isCodes(const torch::Tensor& tensor) { return tensor.scalar_type() == torch::kChar || tensor.scalar_type() == torch::kByte; }
bool isHalf(const torch::Tensor& tensor) { return tensor.scalar_type() == torch::kHalf || tensor.scalar_type() == torch::kBFloat16; }

using Weights = std::map<std::string, torch::Tensor>;

// The matrix that a name stands for, with everything that was read checked.
QuantizedMatrix assembled(const Weights& weights, const std::string& name, const std::filesystem::path& file) {
    QuantizedMatrix matrix;
    matrix.codes = weights.at(name);
    const auto scales = weights.find(name + scale_ending);
    if (matrix.codes.dim() != 2 || scales == weights.end() || scales->second.scalar_type() != torch::kFloat || scales->second.dim() != 1 ||
        scales->second.size(0) != matrix.codes.size(0))
        damaged(file, text("'%1' has not one scale for each of its rows", name));
    matrix.scales = scales->second;
    if (!(matrix.scales.isfinite() & (matrix.scales >= 0)).all().item<bool>()) damaged(file, text("'%1' has scales that are none", name));
    const auto packing = weights.find(name + packing_ending);
    if (matrix.codes.scalar_type() == torch::kChar) {
        if (packing != weights.end()) damaged(file, text("'%1' is packed in another way than it says", name));
        matrix.columns = matrix.codes.size(1);
        return matrix;
    }
    if (packing == weights.end() || packing->second.scalar_type() != torch::kLong || packing->second.dim() != 1 ||
        packing->second.size(0) != 2)
        damaged(file, text("'%1' does not say how it is packed", name));
    const std::int64_t bits = packing->second[0].item<std::int64_t>(), columns = packing->second[1].item<std::int64_t>();
    const bool known = bits == 1 || bits == 2;
    // Not by bytesOfRow(): a hostile number of columns would leave its range, as would the width of a matrix without rows.
    const std::int64_t most = known && matrix.codes.numel() > 0 ? matrix.codes.size(1) * (8 / bits) : 0;
    if (!known || columns < 1 || columns > most || columns <= most - 8 / bits)
        damaged(file, text("'%1' is packed in another way than it says", name));
    matrix.precision = bits == 1 ? Precision::Binary : Precision::Int2;
    matrix.columns = columns;
    return matrix;
}

}  // namespace

torch::Tensor int8Scales(const torch::Tensor& matrix) {
    const torch::Tensor scales = (matrix.to(torch::kDouble).abs().amax(1) / largest_code).to(torch::kFloat);
    return torch::where(scales < FLT_MIN, torch::ones_like(scales), scales);
}

QuantizedMatrix quantized(const torch::Tensor& given, Precision precision) {
    const torch::NoGradGuard no_grad;
    const torch::Tensor matrix = given.detach().cpu().to(torch::kDouble);
    if (!matrix.isfinite().all().item<bool>()) throw Error(ErrorKind::Numeric, text("there are weights that are not finite"));
    QuantizedMatrix result;
    result.precision = precision;
    result.columns = matrix.size(1);
    const auto perRow = [&] { return result.scales.to(torch::kDouble).unsqueeze(1); };
    switch (precision) {
        case Precision::Int8:
            result.scales = int8Scales(matrix);
            result.codes = (matrix / perRow()).round().clamp(-largest_code, largest_code).to(torch::kChar);
            break;
        case Precision::Int2: {
            result.scales = int2Scales(matrix).to(torch::kFloat);
            const torch::Tensor outer = (matrix.abs() > perRow()).to(torch::kInt32);
            result.codes = packed(torch::where(matrix < 0, 1 - outer, 2 + outer), 2);
            break;
        }
        case Precision::Binary:
            result.scales = matrix.abs().mean(1).to(torch::kFloat);
            result.codes = packed((matrix >= 0).to(torch::kInt32), 1);
            break;
        case Precision::Float32:
        case Precision::Float16:
        case Precision::BFloat16:
            throw Error(ErrorKind::Internal, "no precision of codes");
    }
    return result;
}

torch::Tensor widened(const QuantizedMatrix& matrix) {
    const torch::Tensor scales = matrix.scales.unsqueeze(1);
    switch (matrix.precision) {
        case Precision::Int2:
            return (unpacked(matrix.codes, 2, matrix.columns) - 1.5).to(torch::kFloat) * scales;
        case Precision::Binary:
            return (unpacked(matrix.codes, 1, matrix.columns) * 2 - 1).to(torch::kFloat) * scales;
        default:
            return matrix.codes.to(torch::kFloat) * scales;
    }
}

ParameterKind kindOf(const std::string& name, const torch::Tensor& parameter) {
    if (parameter.dim() != 2) return ParameterKind::Vector;
    return name.ends_with(".weight") ? ParameterKind::Matrix : ParameterKind::Table;
}

NamedTensors storedWeights(const std::vector<Segment*>& segments, const Variant& variant, std::int64_t* clamped) {
    const torch::NoGradGuard no_grad;
    if (clamped) *clamped = 0;
    NamedTensors stored;
    std::set<std::string> names;
    const int bits = bitsOf(variant.precision);
    for (const Segment* segment : segments) {
        if (!names.insert(segment->name()).second) continue;
        for (std::size_t i = 0; i < segment->count(); ++i) {
            const std::string& name = segment->parameterName(i);
            const torch::Tensor values = segment->part(segment->values, i).cpu();
            const ParameterKind kind = kindOf(name, values);
            if (variant.precision == Precision::Float16) {
                if (clamped) *clamped += (values.abs() > largest_half).sum().item<std::int64_t>();
                stored.emplace_back(name, values.clamp(-largest_half, largest_half).to(torch::kHalf));
            } else if (variant.precision == Precision::BFloat16) {
                stored.emplace_back(name, values.to(torch::kBFloat16));
            } else if (bits > 0 && (kind == ParameterKind::Matrix || (kind == ParameterKind::Table && variant.embeddings))) {
                const QuantizedMatrix matrix = quantized(values, variant.precision);
                stored.emplace_back(name, matrix.codes);
                stored.emplace_back(name + scale_ending, matrix.scales);
                if (bits < 8) stored.emplace_back(name + packing_ending, torch::tensor({std::int64_t{bits}, matrix.columns}, torch::kLong));
            } else {
                stored.emplace_back(name, values);
            }
        }
    }
    return stored;
}

std::map<std::string, std::string> storedMetadata(const Variant& variant) {
    return {{"format", "layerlab"}, {"precision", precisionName(variant.precision)}};
}

std::int64_t storedBytes(const NamedTensors& tensors) {
    std::int64_t bytes = 0;
    for (const auto& [name, tensor] : tensors) bytes += static_cast<std::int64_t>(tensor.nbytes());
    return bytes;
}

bool isQuantized(const Weights& weights) {
    for (const auto& [name, tensor] : weights)
        if (isCodes(tensor) || isHalf(tensor)) return true;
    return false;
}

std::vector<std::string> widen(Weights& weights, const std::filesystem::path& file) {
    const torch::NoGradGuard no_grad;
    std::vector<std::string> codes, int8;
    for (auto& [name, tensor] : weights) {
        if (isHalf(tensor)) tensor = tensor.to(torch::kFloat);
        if (isCodes(tensor)) codes.push_back(name);
    }
    for (const std::string& name : codes) {
        const QuantizedMatrix matrix = assembled(weights, name, file);
        torch::Tensor& tensor = weights.at(name);
        tensor = widened(matrix);
        if (!tensor.isfinite().all().item<bool>()) damaged(file, text("'%1' has weights that are not finite", name));
        if (matrix.precision == Precision::Int8 && kindOf(name, tensor) == ParameterKind::Matrix) int8.push_back(name);
        weights.erase(name + scale_ending);
        weights.erase(name + packing_ending);
    }
    // Codes of another type would pass for weights.
    for (const auto& [name, tensor] : weights)
        if (name.ends_with(scale_ending) || name.ends_with(packing_ending)) damaged(file, text("'%1' belongs to no codes", name));
    return int8;
}

}  // namespace layerlab
