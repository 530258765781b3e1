// A technique plans the pass: it decides which layers run in a training pass, with whose weights, who learns, and from what.
// One small class, one file, registered in makeTechniques(). Two need no class: sharing, whose slots name the same halves
// from the start, and truncation, which decides what a stage begins with (blueprint.h).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"
#include "engine/model/model.h"
#include "engine/model/plan.h"

namespace layerlab {

// One training pass, as far as draws and schedules depend on it.
struct PassPlace {
    std::uint64_t seed = 0;
    std::int64_t step = 0;  // from 0, over the whole run
    std::uint32_t micro_batch = 0;
    std::int64_t stage_step = 0;   // from 0, of this stage
    std::int64_t stage_steps = 1;  // of this stage in all
};

// A part of the loss: the task's is "task". The weighted sum of all is what is minimised.
struct LossTerm {
    torch::Tensor value;
    double weight = 1;
};
using LossTerms = std::map<std::string, LossTerm>;

// What a technique may need before the first step of a stage.
struct StageStart {
    EncoderModel& model;  // with the weights that the stage starts from
    const TaskData& data;
    std::uint64_t seed = 0;
    std::function<bool()> stopping;             // then it throws Error(Cancelled)
    bool goes_on = false;                       // a stage before trained the same parts: they keep what they learned
    std::int64_t drawn = -1;                    // examples that the stage will train on, each as often as it comes; below 0: not known
    std::function<void(double)> progress = {};  // told the share that is done of what takes long
};

class Technique {
public:
    virtual ~Technique() = default;
    // Gives parts of its own their first weights. Not called when a run goes on in mid-stage.
    virtual void begin(const StageStart&) {}
    // Before every pass: what depends on the step alone.
    virtual void prepare(EncoderModel&, const PassPlace&) const {}
    // Changes the plan of a training pass. Evaluation runs routes of the full plan and never calls this.
    virtual void planTraining(Plan& plan, const PassPlace& place) const = 0;
    // The backbone's states of a batch, where they are kept from an earlier pass; nullptr: they are not.
    virtual const BackboneStates* keptStates(const EncoderModel&, const TensorBatch&, const Plan&) { return nullptr; }
    // Adds to the loss, or weighs what is there.
    virtual void addLosses(LossTerms&, const TensorBatch&, const Output&, const Plan&) {}
    // Weights of its own that learn, beside the model's; kept in checkpoints.
    virtual std::vector<Segment*> segments() const { return {}; }
    // Of one that drops layers: the rate of every slot of the measured stack now; else none.
    virtual std::vector<double> dropRates() const { return {}; }
    // What is neither weight nor draw, and yet has to be the same where a run goes on; kept in run.json.
    virtual std::map<std::string, double> state() const { return {}; }
    virtual void restore(const std::map<std::string, double>&) {}
    // Named figures of a pass ("layer_drop.depth").
    virtual void scalars(const EncoderModel&, const Plan&, const PassPlace&, std::map<std::string, double>&) const {}
};

using TechniqueList = std::vector<std::unique_ptr<Technique>>;

// teacher: of distillation, else not looked at.
TechniqueList makeTechniques(const Blueprint& blueprint, const Techniques& settings, std::unique_ptr<EncoderModel> teacher = nullptr);

}  // namespace layerlab
