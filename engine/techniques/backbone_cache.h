// The states of a ladder's frozen backbone, kept in memory from one epoch to the next, so that training costs what the side
// network costs. Of use only where examples come again and nothing in the backbone is drawn (no dropout).
#pragma once

#include <cstdint>
#include <unordered_map>

#include "engine/model/model.h"

namespace layerlab {

// Where a run was interrupted decides neither what is computed nor how, so that a run that goes on is equal bit for bit:
// * an example's kept states are those of a pass of that example alone, without padding. Which other examples are in a
//   matrix product, and how long they are, changes its last bits. Batches of one are slow, but only for the first epoch;
// * which examples are kept is decided by their numbers alone: those below the number that would fit if all were as long as
//   the task allows. The others of a batch run together, in every epoch;
// * padding has the state 0, which nothing looks at.
class BackboneCache {
public:
    // limit: bytes of main memory; what is kept is there, whichever device the model is on.
    BackboneCache(const Blueprint& blueprint, double limit);

    // Bytes that the states of so many examples of so many tokens take: what left the embeddings, and one state a rung.
    static double bytesFor(const Blueprint& blueprint, std::int64_t examples, double tokens);

    // The backbone's states of a training batch whose examples have numbers; good until the next call. model: always the same
    // one, with the weights of the first call. pass: without dropout in the backbone; whatever rungs it leaves out, the states of
    // all are kept.
    const BackboneStates* of(const EncoderModel& model, const TensorBatch& batch, const Plan& pass);

    double bytes() const { return m_bytes; }              // kept now
    std::int64_t capacity() const { return m_capacity; }  // examples with lower numbers are kept
    void setCapacity(std::int64_t examples) { m_capacity = examples; }
    bool full() const { return m_full; }  // an example came that there is no place for

private:
    const torch::Tensor& keep(const EncoderModel& model, const TensorBatch& batch, const Plan& plan, std::int64_t row);

    std::int64_t m_capacity = 0;
    double m_bytes = 0;
    bool m_full = false;
    std::unordered_map<std::int64_t, torch::Tensor> m_kept;  // by example: [states, length, hidden]
    BackboneStates m_states;                                 // of the last batch
};

}  // namespace layerlab
