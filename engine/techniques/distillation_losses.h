// What a student is told about its difference from its teacher: the terms of distillation, each a function of two tensors.
// `real` is TensorBatch::real, [batch, length], undefined without padding; padding never counts. All results are scalars.
#pragma once

#include <torch/types.h>

#include "engine/experiment/experiment.h"

namespace layerlab {

// T² · KL(softmax(teacher / T) ‖ softmax(student / T)), summed over classes and averaged over the answers whose label is not
// ignored_label (Hinton, Vinyals and Dean 2015, section 2; "batchmean", as in DistilBERT). Logits [batch, labels] or
// [batch, length, labels], labels [batch] or [batch, length].
torch::Tensor softLabelLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& labels, double temperature);

// Mean squared difference of hidden states [batch, length, hidden] (Jiao et al. 2020, equation 8). normalise: each state is
// scaled to length 1 first; first_only: of the first position alone (both: Sun et al. 2019, equation 7, as in its code).
torch::Tensor hiddenLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real, bool normalise,
                         bool first_only);

// Mean squared difference of attention scores or probabilities [batch, heads, length, length] over all pairs of real
// positions (Jiao et al. 2020, equation 7). Masked scores count as 0 on both sides; where the numbers of heads differ, the
// means over heads are compared.
torch::Tensor attentionLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real,
                            DistillationSettings::AttentionOf of);

// KL(teacher ‖ student) of softmax(V Vᵀ / √d_head), averaged over heads and positions (Wang et al. 2020, "MiniLM", equations
// 7 and 8). Values [batch, heads, length, width of a head]; where the numbers of heads differ, the student's are cut into as
// many as the teacher has, or, where its width does not allow that, both are taken as one head.
torch::Tensor valueRelationLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real);

// Mean squared difference of the cosine similarities [batch, batch] between the sequences of a batch, each the mean of its
// states [batch, length, hidden] (Tung and Mori 2019, "Similarity-Preserving Knowledge Distillation", with means as states).
torch::Tensor batchRelationLoss(const torch::Tensor& student, const torch::Tensor& teacher, const torch::Tensor& real);

}  // namespace layerlab
