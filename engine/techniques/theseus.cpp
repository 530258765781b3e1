#include "engine/techniques/theseus.h"

#include <torch/torch.h>

#include <algorithm>
#include <set>

#include "engine/random.h"

namespace layerlab {

namespace {
constexpr int successor = 1;  // its number among the blueprint's stacks
constexpr std::uint32_t most_redraws = 1000;
}  // namespace

Theseus::Theseus(const Blueprint& blueprint, const TheseusSettings& settings)
    : m_blueprint(blueprint), m_settings(settings), m_starts(theseusStarts(settings, blueprint.encoder().model)) {
    for (std::size_t i = 0; i < blueprint.modules.size(); ++i) {
        m_predecessor.push_back(stepsOf(blueprint, 0, blueprint.modules[i]));
        for (Step& step : m_predecessor.back().steps) step.learning = Learning::Frozen, step.dropout = settings.predecessor_dropout;
        m_successor.push_back(stepsOf(blueprint, successor, {static_cast<int>(i) + 1}).steps.front());
    }
}

void Theseus::begin(const StageStart& start) {
    torch::NoGradGuard no_grad;
    if (m_settings.replace_embeddings) start.model.segment("successor.embeddings")->values.copy_(start.model.segment("embeddings")->values);
    if (m_settings.initialise == TheseusSettings::Initialise::Random) return;
    std::set<const Segment*> filled;
    for (std::size_t i = 0; i < m_starts.size(); ++i)
        copyLayer(start.model, stepsOf(m_blueprint, 0, {m_starts[i]}).steps.front(), start.model, m_successor[i], filled);
}

Theseus::Drawn Theseus::draw(const PassPlace& place) const {
    using EmptyDraw = TheseusSettings::EmptyDraw;
    const double rate = replacingRate(m_settings.schedule, place.stage_step);
    const std::size_t modules = m_blueprint.modules.size();
    const std::size_t all = modules + (m_settings.replace_embeddings ? 1 : 0);
    const Draws draws(place.seed, Purpose::Theseus, static_cast<std::uint64_t>(place.step), place.micro_batch);
    Drawn drawn{std::vector<bool>(all), 0};
    std::uint32_t index = 0;
    for (std::uint32_t attempt = 0; attempt < most_redraws; ++attempt) {
        for (std::size_t i = 0; i < all; ++i) drawn.replaced[i] = draws.uniform(index++) < rate;
        if (std::find(drawn.replaced.begin(), drawn.replaced.end(), true) != drawn.replaced.end()) return drawn;
        ++drawn.empty;
        if (m_settings.empty_draw != EmptyDraw::Redraw) break;
    }
    if (m_settings.empty_draw != EmptyDraw::Skip) drawn.replaced[draws.below(index, static_cast<std::uint32_t>(modules))] = true;
    return drawn;
}

void Theseus::planTraining(Plan& plan, const PassPlace& place) const {
    const auto [replaced, empty] = draw(place);
    plan.empty_draws = empty;
    StackPlan stack;
    for (std::size_t i = 0; i < m_successor.size(); ++i) {
        const auto& module = m_predecessor[i].steps;
        if (replaced[i]) stack.steps.push_back(m_successor[i]);
        else stack.steps.insert(stack.steps.end(), module.begin(), module.end());
    }
    plan.encoder() = std::move(stack);
    const bool own_embeddings = m_settings.replace_embeddings && replaced.back();
    plan.embeddings = {own_embeddings ? 1 : 0, own_embeddings ? Learning::Trained : Learning::Frozen,
                       own_embeddings || m_settings.predecessor_dropout};
    plan.head.learning = m_settings.train_head ? Learning::Trained : Learning::Frozen;
    plan.replaced.assign(replaced.begin(), replaced.begin() + static_cast<std::ptrdiff_t>(m_blueprint.modules.size()));
}

void Theseus::scalars(const EncoderModel&, const Plan& plan, const PassPlace& place, std::map<std::string, double>& named) const {
    named["theseus.rate"] = replacingRate(m_settings.schedule, place.stage_step);
    named["theseus.replaced"] = static_cast<double>(std::count(plan.replaced.begin(), plan.replaced.end(), true));
}

}  // namespace layerlab
