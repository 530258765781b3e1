// Weights as segments: the parameters that always learn together (one half of a layer, the embeddings, the head) lie in
// one block of memory, with their gradients and moments in blocks of the same shape. A segment that a pass did not use
// has no gradient at all, so the optimizer leaves it, its moments and its weight decay alone.
#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/random.h"

namespace layerlab {

struct ParameterSpec {
    enum class Start { Normal, Uniform, Zero, One };
    std::string name;
    std::vector<std::int64_t> shape;
    Start start = Start::Normal;
    bool decay = true;  // false for biases and norms, as in the reference implementations
    double bound = 0;   // of Uniform: drawn from -bound to bound
};

class Segment {
public:
    // Parameters with decay come first in memory, so that one pass over each part updates all of them.
    Segment(std::string name, const std::vector<ParameterSpec>& specs);

    const std::string& name() const { return m_name; }
    std::size_t count() const { return m_parameters.size(); }
    const std::string& parameterName(std::size_t i) const { return m_names[i]; }
    const torch::Tensor& operator[](std::size_t i) const { return m_parameters[i]; }  // in the order of the specs
    std::int64_t size() const { return values.numel(); }
    std::int64_t decayed() const { return m_decayed; }

    // Draws the start values; `first` is the number of the segment's first draw, so that equal seeds give equal weights.
    void initialise(const Draws& draws, double deviation);
    void to(torch::Device device);

    // Gives every parameter a zeroed gradient inside `gradient`; or takes the gradients away.
    void bindGradients();
    void releaseGradients();
    bool bound() const { return m_bound; }
    void allocateMoments();
    void forgetMoments();  // as before the first update

    // Parts of a flat block under the parameters' names (values, moments).
    torch::Tensor part(const torch::Tensor& block, std::size_t i) const;
    // By the name in the specs, such as "output.weight"; undefined: there is none.
    torch::Tensor part(const torch::Tensor& block, const std::string& name) const;

    torch::Tensor values, gradient, first_moment, second_moment;  // [size]
    std::int64_t updates = 0;                                     // of AdamW, for its bias correction

private:
    void makeParameters();
    std::string m_name;
    std::vector<std::string> m_names;
    std::vector<ParameterSpec> m_specs;
    std::vector<std::int64_t> m_offsets;
    std::vector<torch::Tensor> m_parameters;
    std::int64_t m_decayed = 0;
    bool m_bound = false;
};

}  // namespace layerlab
