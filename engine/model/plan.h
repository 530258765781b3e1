// The plan of one forward pass: which steps run in each stack, with whose weights, and who learns. Techniques write
// plans; the model has one way to run them; the canvas draws them; depths are plans that were chosen.
#pragma once

#include <torch/types.h>

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/experiment/blueprint.h"
#include "engine/runs/event.h"

namespace layerlab {

// Trained: weights get gradients. Frozen: the gradient passes through. Outside: no graph is built.
enum class Learning { Trained, Frozen, Outside };

// One layer application: the halves it uses (numbers of the model's halves over all stacks; -1: left out) and how.
struct Step {
    int slot = 0;   // from 1: where it stands, not what it computes
    int stack = 0;  // whose slot that is: a number of Blueprint::stacks
    int attention = -1;
    int feed_forward = -1;
    int heads = 1;
    int head_size = 0;  // width of each head
    Activation activation = Activation::Gelu;
    Norm norm = Norm::Pre;
    Learning learning = Learning::Trained;
    bool dropout = true;  // in training
    int rung = -1;        // of a side network: the number of the encoder's state that joins here

    // Equal computations, whichever slots they stand in: the key of the trie that evaluates many routes.
    bool computesLike(const Step& other) const {
        return attention == other.attention && feed_forward == other.feed_forward && heads == other.heads && head_size == other.head_size &&
               activation == other.activation && norm == other.norm && rung == other.rung;
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
// scores or probabilities, or its values. A slot that did not run taps its input as hidden state and has nothing else.
struct Tap {
    enum class What { Hidden, Scores, Attention, Values };
    std::string stack = "encoder";
    int slot = 0;
    What what = What::Hidden;
    auto operator<=>(const Tap&) const = default;
};

// Embeddings and head of a pass.
struct EndPlan {
    int which = 0;  // a number of the model's embeddings
    Learning learning = Learning::Trained;
    bool dropout = true;
};

struct Plan {
    std::map<std::string, StackPlan> stacks;
    EndPlan embeddings, head;
    std::vector<bool> replaced;  // Theseus: of each module, whether the successor ran
    int empty_draws = 0;         // and how often it was drawn that none does, whatever was done about it
    std::set<Tap> taps;
    // By slot of the measured stack: what the layer adds to its input is multiplied by this, a scalar. It is 1, and there for
    // the sake of its gradient.
    std::map<int, torch::Tensor> gates;
    StackPlan& encoder() { return stacks["encoder"]; }
    const StackPlan& encoder() const { return stacks.at("encoder"); }
    // The stack whose routes are measured.
    StackPlan& measured() { return stacks.count("side") ? stacks["side"] : stacks["encoder"]; }
    const StackPlan& measured() const { return stacks.count("side") ? stacks.at("side") : stacks.at("encoder"); }
};

// The steps of some slots of a stack (a number of the blueprint's), trained except where a slot is frozen. Throws
// Error(BadInput) on a slot that does not exist or never runs.
StackPlan stepsOf(const Blueprint& blueprint, int stack, const Route& slots);
// The plan by which a route of the measured stack is evaluated. Of a ladder with the whole backbone, outside the graph.
Plan planOf(const Blueprint& blueprint, const Route& route);
// The plan that training starts from, before techniques change it: the encoder with every slot; of a ladder the route's.
Plan trainingPlan(const Blueprint& blueprint);
Route fullRoute(const Blueprint& blueprint);

}  // namespace layerlab
