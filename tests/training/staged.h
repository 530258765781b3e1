// Experiments of a few short stages.
#pragma once

#include "tests/model_fixture.h"

namespace layerlab {

inline const Origin previous_stage{Origin::Kind::Previous, {}, {}};

// A stage of a few steps, otherwise as the experiment trains.
inline Stage stageOf(const Experiment& e, const std::string& name, const Origin& from, std::int64_t steps) {
    Stage stage{name, from, {}, {}, e.train, e.evaluate};
    stage.train.steps = steps;
    return stage;
}

// Two stages, the second with these techniques.
inline Experiment staged(const std::function<void(Techniques&)>& second) {
    Experiment e = smallExperiment(4);
    e.name = "staged";
    e.model.dropout = e.model.attention_dropout = 0.1;
    e.train.threads = 1;
    e.train.warmup_steps = 0;
    e.train.checkpoint_every = 5;
    e.evaluate.every = 4;
    e.stages = {stageOf(e, "first", {}, 12), stageOf(e, "second", previous_stage, 12)};
    second(e.stages[1].techniques);
    return e;
}

}  // namespace layerlab
