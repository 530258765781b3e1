#include "engine/depths/weight_pruning.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/error.h"
#include "engine/model/quantized_weights.h"
#include "engine/text.h"

namespace layerlab {

namespace {

void checkShare(const char* name, double share) {
    if (!(share >= 0 && share < 1)) throw Error(ErrorKind::BadInput, text("%1: a share from 0 to below 1 is needed, not %2", name, share));
}

// ---- zeros ----------------------------------------------------------------------------------------------------------

// Makes the `count` smallest of all values zero.
void clearSmallest(const std::vector<torch::Tensor>& matrices, std::int64_t count) {
    if (count <= 0) return;
    std::vector<float> sizes;
    for (const torch::Tensor& matrix : matrices) {
        const torch::Tensor abs = matrix.abs().cpu().contiguous();
        const float* value = abs.data_ptr<float>();
        sizes.insert(sizes.end(), value, value + abs.numel());
    }
    std::nth_element(sizes.begin(), sizes.begin() + (count - 1), sizes.end());
    const float bound = sizes[static_cast<std::size_t>(count - 1)];
    // So many of those that are as large as the bound go, too.
    std::int64_t ties = count - std::count_if(sizes.begin(), sizes.begin() + count, [bound](float size) { return size < bound; });
    for (const torch::Tensor& matrix : matrices) {
        const torch::Tensor changed = matrix.cpu().contiguous().clone();
        float* value = changed.data_ptr<float>();
        for (std::int64_t i = 0; i < changed.numel(); ++i) {
            const float size = std::abs(value[i]);
            if (size < bound || (size == bound && ties-- > 0)) value[i] = 0;
        }
        matrix.copy_(changed);
    }
}

std::int64_t elements(const std::vector<torch::Tensor>& tensors) {
    std::int64_t count = 0;
    for (const torch::Tensor& tensor : tensors) count += tensor.numel();
    return count;
}

std::int64_t shareOf(std::int64_t count, double share) { return std::llround(static_cast<double>(count) * share); }

// ---- heads and units ------------------------------------------------------------------------------------------------

torch::Tensor values(const Segment& half, const char* name) {
    return half.part(half.values, std::string(name)).to(torch::kCPU, torch::kDouble);
}

torch::Tensor rowNorms(const torch::Tensor& rows) { return rows.square().sum(1).sqrt(); }

// Of heads that are `width` wide: [heads].
torch::Tensor headImportance(const Segment& half, std::int64_t width) {
    const torch::Tensor weight = values(half, "query_key_value.weight"), bias = values(half, "query_key_value.bias");
    const std::int64_t a = weight.size(0) / 3, h = a / width;
    const torch::Tensor in = torch::cat({weight.narrow(0, 2 * a, a), bias.narrow(0, 2 * a, a).unsqueeze(1)}, 1);
    const torch::Tensor out = values(half, "output.weight").t();
    return rowNorms(in.reshape({h, -1})) * rowNorms(out.reshape({h, -1}));
}

torch::Tensor unitImportance(const Segment& half) {
    const torch::Tensor in = torch::cat({values(half, "up.weight"), values(half, "up.bias").unsqueeze(1)}, 1);
    return rowNorms(in) * rowNorms(values(half, "down.weight").t());
}

std::vector<int> allOf(std::int64_t count) {
    std::vector<int> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

std::vector<int> strongest(const torch::Tensor& importance, double share) {
    if (!importance.isfinite().all().item<bool>()) throw Error(ErrorKind::Numeric, text("there are weights that are not finite"));
    const torch::Tensor sizes = importance.contiguous();
    const double* size = sizes.data_ptr<double>();
    std::vector<int> numbers = allOf(sizes.numel());
    std::stable_sort(numbers.begin(), numbers.end(), [size](int a, int b) { return size[a] > size[b]; });
    numbers.resize(static_cast<std::size_t>(std::max<std::int64_t>(1, sizes.numel() - shareOf(sizes.numel(), share))));
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

const StackBlueprint& onlyStack(const EncoderModel& model) {
    if (model.blueprint().stacks.size() != 1)
        throw Error(ErrorKind::BadInput,
                    text("heads and units can be taken out of a model with one stack only; extract the smaller model first"));
    return model.blueprint().encoder();
}

// The first slot (from 0) that uses each half.
std::vector<std::size_t> firstUses(const std::vector<int>& halves) {
    std::vector<std::size_t> first;
    for (std::size_t i = 0; i < halves.size(); ++i)
        if (halves[i] == static_cast<int>(first.size())) first.push_back(i);
    return first;
}

std::string splitInTwoWays(const Model& model, std::size_t one, std::size_t other) {  // slots from 0
    return text("slots %1 and %2 share attention weights but split them into %3 and %4 heads; none can be taken out", one + 1, other + 1,
                heads(model, model.stack[one]), heads(model, model.stack[other]));
}

// Rejects what would read beyond a half: numbers from 0 to below count, ascending, at least one.
void checkKept(const std::vector<int>& kept, std::int64_t count) {
    const bool ascending = std::adjacent_find(kept.begin(), kept.end(), [](int a, int b) { return a >= b; }) == kept.end();
    if (kept.empty() || !ascending || kept.front() < 0 || kept.back() >= count)
        throw Error(ErrorKind::BadInput, text("the heads and units to keep belong to another model"));
}

void checkHalves(std::size_t given, std::size_t wanted) {
    if (given != wanted) throw Error(ErrorKind::BadInput, text("the heads and units to keep belong to another model"));
}

// What stays of a dimension of a parameter; undefined: everything.
struct Kept {
    torch::Tensor rows, columns;
};

// A segment's parameters into those of the same names of a smaller one. kept: by name.
void copySegment(const Segment& from, const Segment& to, const std::map<std::string, Kept>& kept) {
    checkHalves(from.count(), to.count());
    for (std::size_t i = 0; i < from.count(); ++i) {
        torch::Tensor value = from.part(from.values, i);
        for (const auto& [name, stays] : kept) {
            if (from.parameterName(i) != from.name() + "." + name) continue;
            if (stays.rows.defined()) value = value.index_select(0, stays.rows.to(value.device()));
            if (stays.columns.defined()) value = value.index_select(1, stays.columns.to(value.device()));
        }
        const torch::Tensor target = to.part(to.values, i);
        if (from.parameterName(i) != to.parameterName(i) || value.sizes() != target.sizes())
            throw Error(ErrorKind::BadInput, text("'%1' has another shape in the smaller model", to.parameterName(i)));
        target.copy_(value);
    }
}

torch::Tensor indices(const std::vector<int>& numbers, std::int64_t width) {
    std::vector<std::int64_t> all;
    for (const int number : numbers)
        for (std::int64_t i = 0; i < width; ++i) all.push_back(number * width + i);
    return torch::tensor(all, torch::kLong);
}

}  // namespace

PrunedWeights pruneBySize(EncoderModel& model, double sparsity, bool per_matrix) {
    checkShare("sparsity", sparsity);
    const torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> matrices;
    for (const Segment* half : model.halves())
        for (std::size_t i = 0; i < half->count(); ++i)
            if (const torch::Tensor part = half->part(half->values, i); kindOf(half->parameterName(i), part) == ParameterKind::Matrix)
                matrices.push_back(part);
    for (const torch::Tensor& matrix : matrices)
        if (!matrix.isfinite().all().item<bool>()) throw Error(ErrorKind::Numeric, text("there are weights that are not finite"));
    if (per_matrix) {
        for (const torch::Tensor& matrix : matrices) clearSmallest({matrix}, shareOf(matrix.numel(), sparsity));
    } else {
        clearSmallest(matrices, shareOf(elements(matrices), sparsity));
    }
    PrunedWeights result;
    std::int64_t left = 0;
    for (const torch::Tensor& matrix : matrices) left += matrix.count_nonzero().item<std::int64_t>();
    if (const std::int64_t all = elements(matrices); all > 0) result.sparsity = static_cast<double>(all - left) / static_cast<double>(all);
    for (const auto& segment : model.segments()) result.nonzero += segment->values.count_nonzero().item<std::int64_t>();
    return result;
}

StructuredChoice chooseStructured(const EncoderModel& model, double heads_share, double units_share) {
    checkShare("heads", heads_share);
    checkShare("units", units_share);
    const torch::NoGradGuard no_grad;
    const StackBlueprint& stack = onlyStack(model);
    StructuredChoice choice;
    for (const std::size_t first : firstUses(stack.weights.attention)) {
        const Slot& slot = stack.model.stack[first];
        const int count = heads(stack.model, slot);
        for (std::size_t i = first; heads_share > 0 && i < stack.model.stack.size(); ++i)
            if (stack.weights.attention[i] == stack.weights.attention[first] && heads(stack.model, stack.model.stack[i]) != count)
                throw Error(ErrorKind::BadInput, splitInTwoWays(stack.model, first, i));
        const Segment& half = *model.segment("attention." + std::to_string(choice.heads.size()));
        choice.heads.push_back(heads_share > 0 ? strongest(headImportance(half, headSize(stack.model, slot)), heads_share) : allOf(count));
    }
    for (const std::size_t first : firstUses(stack.weights.feed_forward)) {
        const Segment& half = *model.segment("feed_forward." + std::to_string(choice.units.size()));
        const int count = feedForward(stack.model, stack.model.stack[first]);
        choice.units.push_back(units_share > 0 ? strongest(unitImportance(half), units_share) : allOf(count));
    }
    return choice;
}

Model prunedModel(const Model& model, const StructuredChoice& choice) {
    const WeightMap halves = weightMap(model, {});
    const auto attention = firstUses(halves.attention), feed_forward = firstUses(halves.feed_forward);
    checkHalves(choice.heads.size(), attention.size());
    checkHalves(choice.units.size(), feed_forward.size());
    Model smaller = model;
    for (std::size_t i = 0; i < model.stack.size(); ++i) {
        const Slot& was = model.stack[i];
        if (halves.attention[i] >= 0) {
            const auto half = static_cast<std::size_t>(halves.attention[i]);
            const int count = heads(model, model.stack[attention[half]]), kept = static_cast<int>(choice.heads[half].size());
            checkKept(choice.heads[half], count);
            if (kept < count && heads(model, was) != count) throw Error(ErrorKind::BadInput, splitInTwoWays(model, attention[half], i));
            if (kept < count) smaller.stack[i].heads = kept, smaller.stack[i].head_size = headSize(model, was);
        }
        if (halves.feed_forward[i] >= 0) {
            const auto half = static_cast<std::size_t>(halves.feed_forward[i]);
            const int count = feedForward(model, model.stack[feed_forward[half]]), kept = static_cast<int>(choice.units[half].size());
            checkKept(choice.units[half], count);
            if (kept < count) smaller.stack[i].feed_forward = kept;
        }
    }
    return smaller;
}

void copyPruned(const EncoderModel& from, EncoderModel& to, const StructuredChoice& choice) {
    const torch::NoGradGuard no_grad;
    const StackBlueprint &stack = onlyStack(from), &smaller = onlyStack(to);
    const auto attention = firstUses(stack.weights.attention), feed_forward = firstUses(stack.weights.feed_forward);
    checkHalves(choice.heads.size(), attention.size());
    checkHalves(choice.units.size(), feed_forward.size());
    checkHalves(firstUses(smaller.weights.attention).size(), attention.size());
    checkHalves(firstUses(smaller.weights.feed_forward).size(), feed_forward.size());
    for (const char* name : {"embeddings", "head"}) copySegment(*from.segment(name), *to.segment(name), {});
    for (std::size_t i = 0; i < attention.size(); ++i) {
        const Slot& slot = stack.model.stack[attention[i]];
        const std::int64_t count = heads(stack.model, slot), width = headSize(stack.model, slot), a = count * width;
        checkKept(choice.heads[i], count);
        const torch::Tensor inner = indices(choice.heads[i], width), stacked = torch::cat({inner, inner + a, inner + 2 * a});
        const std::string name = "attention." + std::to_string(i);
        copySegment(*from.segment(name), *to.segment(name),
                    {{"query_key_value.weight", {stacked, {}}}, {"query_key_value.bias", {stacked, {}}}, {"output.weight", {{}, inner}}});
    }
    for (std::size_t i = 0; i < feed_forward.size(); ++i) {
        checkKept(choice.units[i], feedForward(stack.model, stack.model.stack[feed_forward[i]]));
        const torch::Tensor units = indices(choice.units[i], 1);
        const std::string name = "feed_forward." + std::to_string(i);
        copySegment(*from.segment(name), *to.segment(name),
                    {{"up.weight", {units, {}}}, {"up.bias", {units, {}}}, {"down.weight", {{}, units}}});
    }
}

}  // namespace layerlab
