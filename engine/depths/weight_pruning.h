// Smaller models without training: weights that become zero, and heads and units that are taken out.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/model.h"

namespace layerlab {

struct PrunedWeights {
    double sparsity = 0;       // zeros among the weights of the layers' matrices
    std::int64_t nonzero = 0;  // parameters of the whole model that are not zero
};
// Magnitude pruning: the smallest |w| of the layers' matrices become zero, of all together or of every matrix by itself. A
// shared half counts once. Embeddings, norms, biases and head stay. sparsity · n weights, rounded, exactly: of equal ones the
// first. Throws Error(BadInput) where sparsity is not in [0, 1), Error(Numeric) where a weight is not finite.
PrunedWeights pruneBySize(EncoderModel& model, double sparsity, bool per_matrix);

// What stays of each half, ascending, from 0. Halves in the order of the stack's WeightMap.
struct StructuredChoice {
    std::vector<std::vector<int>> heads;  // of the attention halves
    std::vector<std::vector<int>> units;  // of the feed-forward halves
    bool operator==(const StructuredChoice&) const = default;
};
// Leaves out shares of every half's heads and units (rounded; one stays at least), the least important first, of equals the
// last. The weights' size is the measure, as for the filters of Li et al. 2017, "Pruning Filters for Efficient ConvNets", section
// 3.1; Michel et al. 2019, "Are Sixteen Heads Really Better than One?", take heads out by their gradients. Here importance
// is the L2 norm of what leads in (a head's value rows with their bias, a unit's up row with its bias) times that of what
// leads out (its columns of output.weight or down.weight): 0 where nothing comes out, and equal for weights that compute the
// same by another scaling. Throws Error(BadInput) where a share is not in [0, 1), on a model with several stacks (a ladder), and
// where slots share attention weights that they split into different heads.
StructuredChoice chooseStructured(const EncoderModel& model, double heads, double units);

// The smaller model: heads, head_size and feed_forward of the slots that lose something. model: of one stack, with shared
// weights named in the slots (modelAfter). Throws Error(BadInput) where the choice belongs to another model.
Model prunedModel(const Model& model, const StructuredChoice& choice);
// Fills a model made by prunedModel() with what stays of the one it comes from: embeddings, head and halves with norms and
// biases. Throws Error(BadInput) where the shapes say otherwise.
void copyPruned(const EncoderModel& from, EncoderModel& to, const StructuredChoice& choice);

}  // namespace layerlab
