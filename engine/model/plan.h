// The plan of one forward pass: which steps run in each stack, with whose weights, and who learns. Techniques write
// plans; the model has one way to run them; the canvas draws them; depths are plans that were chosen.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"
#include "engine/runs/event.h"

namespace layerlab {

// Trained: weights get gradients. Frozen: the gradient passes through. Outside: no graph is built.
enum class Learning { Trained, Frozen, Outside };

// One layer application: the halves it uses (numbers of the model's halves; -1: left out) and how.
struct Step {
    int slot = 0;  // from 1: where it stands, not what it computes
    int attention = -1;
    int feed_forward = -1;
    int heads = 1;
    Activation activation = Activation::Gelu;
    Norm norm = Norm::Pre;
    Learning learning = Learning::Trained;

    // Equal computations, whichever slots they stand in: the key of the trie that evaluates many routes.
    bool computesLike(const Step& other) const {
        return attention == other.attention && feed_forward == other.feed_forward && heads == other.heads &&
               activation == other.activation && norm == other.norm;
    }
};

struct StackPlan {
    std::vector<Step> steps;
    Route route() const {
        Route slots;
        for (const auto& step : steps) slots.push_back(step.slot);
        return slots;
    }
};

// Something to keep of a pass: the hidden state after a slot (0: what enters the stack), or a slot's attention
// probabilities. A slot that did not run taps its input as hidden state and has no attention.
struct Tap {
    enum class What { Hidden, Attention };
    std::string stack = "encoder";
    int slot = 0;
    What what = What::Hidden;
    auto operator<=>(const Tap&) const = default;
};

struct Plan {
    std::map<std::string, StackPlan> stacks;
    std::set<Tap> taps;
    StackPlan& encoder() { return stacks["encoder"]; }
    const StackPlan& encoder() const { return stacks.at("encoder"); }
};

}  // namespace layerlab
