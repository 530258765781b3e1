#include "engine/depths/extract.h"

#include <torch/torch.h>

#include <algorithm>
#include <set>

#include "engine/text.h"

namespace layerlab {

namespace {

// The slots of a route, in its order; slots that share weights still name them.
std::vector<Slot> slotsOf(const Model& model, const Route& route) {
    std::vector<Slot> kept;
    for (const int number : route) kept.push_back(model.stack.at(static_cast<std::size_t>(number - 1)));
    return kept;
}

void copySegment(const Segment* from, Segment* to) {
    if (from->values.sizes() != to->values.sizes())
        throw Error(ErrorKind::Internal, text("%1 has another size in the model that is taken out", to->name()));
    to->values.copy_(from->values);
}

void copyLayers(const EncoderModel& from, const StackPlan& old_steps, EncoderModel& to, const StackPlan& fresh_steps) {
    std::set<const Segment*> filled;
    for (std::size_t i = 0; i < fresh_steps.steps.size(); ++i) copyLayer(from, old_steps.steps[i], to, fresh_steps.steps[i], filled);
}

Route upTo(std::size_t count) {
    Route route;
    for (std::size_t i = 1; i <= count; ++i) route.push_back(static_cast<int>(i));
    return route;
}

}  // namespace

ExtractedModel extract(const StoredModel& source, const Route& asked) {
    torch::NoGradGuard no_grad;
    const Blueprint& before = source.model->blueprint();
    const Stage& stage = source.experiment.stages[static_cast<std::size_t>(source.stage)];
    const Route route = asked.empty() ? fullRoute(before) : asked;
    const int measured = static_cast<int>(before.stacks.size()) - 1;
    const StackPlan wanted = stepsOf(before, measured, route);  // refuses what does not run

    Experiment experiment;
    experiment.name = source.experiment.name;
    experiment.seed = source.experiment.seed;
    experiment.task = taskOf(source.experiment, stage);
    experiment.model = modelAfter(before);
    experiment.train = stage.train;
    experiment.evaluate = stage.evaluate;
    Route backbone;  // of a ladder, the slots that stay
    if (before.isLadder()) {
        const std::vector<int>& reads = before.measured().reads;
        int last = 0;
        for (const int number : route) last = std::max(last, reads[static_cast<std::size_t>(number - 1)]);
        for (const int slot : activeSlots(before.encoder().model))
            if (slot <= last) backbone.push_back(slot);
        experiment.model.stack = slotsOf(experiment.model, backbone);
        LadderSettings ladder = *stage.techniques.ladder;
        ladder.rungs.clear();
        for (const int number : route) {
            const auto place = std::find(backbone.begin(), backbone.end(), reads[static_cast<std::size_t>(number - 1)]);
            ladder.rungs.push_back(static_cast<int>(place - backbone.begin()) + 1);
        }
        experiment.techniques.ladder = ladder;
        experiment.techniques.sharing = stage.techniques.sharing;  // of the side network
        if (experiment.techniques.sharing && before.measured().weights.attention.size() != route.size())
            throw Error(ErrorKind::BadInput, text("a ladder whose side layers share weights can only be taken out whole"));
    } else {
        experiment.model.stack = slotsOf(experiment.model, route);
    }
    experiment.evaluate.depths.from = 1;
    experiment.evaluate.depths.to = 0;
    if (experiment.evaluate.depths.keep == Strategy::Search) experiment.evaluate.depths.keep = Strategy::EveryOther;

    Blueprint now = blueprintOf(experiment);
    auto model = std::make_unique<EncoderModel>(now, source.model->size(), experiment.seed);
    copySegment(source.model->segment(before.own_embeddings ? "successor.embeddings" : "embeddings"), model->segment("embeddings"));
    copySegment(source.model->segment("head"), model->segment("head"));
    if (before.isLadder()) {
        copyLayers(*source.model, stepsOf(before, 0, backbone), *model, stepsOf(now, 0, upTo(backbone.size())));
        const StackPlan fresh = stepsOf(now, 1, upTo(route.size()));
        copyLayers(*source.model, wanted, *model, fresh);
        for (std::size_t i = 0; i < route.size(); ++i)
            copySegment(source.model->segment("side.rung." + std::to_string(wanted.steps[i].rung)),
                        model->segment("side.rung." + std::to_string(fresh.steps[i].rung)));
        copySegment(source.model->segment("side.ends"), model->segment("side.ends"));
    } else {
        copyLayers(*source.model, wanted, *model, stepsOf(now, 0, upTo(route.size())));
    }
    return {std::move(experiment), std::move(model)};
}

}  // namespace layerlab
