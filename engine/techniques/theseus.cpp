#include "engine/techniques/theseus.h"

#include <torch/torch.h>

#include <algorithm>

#include "engine/random.h"

namespace layerlab {

namespace {
constexpr int successor = 1;  // its number among the blueprint's stacks
constexpr std::uint32_t most_redraws = 1000;
}  // namespace

Theseus::Theseus(const Blueprint& blueprint, const TheseusSettings& settings)
    : m_blueprint(blueprint), m_settings(settings), m_starts(theseusStarts(settings, blueprint.encoder().model)) {}

void Theseus::begin(const StageStart& start) {
    torch::NoGradGuard no_grad;
    if (m_settings.replace_embeddings) start.model.segment("successor.embeddings")->values.copy_(start.model.segment("embeddings")->values);
    if (m_settings.initialise == TheseusSettings::Initialise::Random) return;
    for (std::size_t i = 0; i < m_starts.size(); ++i) {
        const auto from = start.model.halvesOf(stepsOf(m_blueprint, 0, {m_starts[i]}).steps.front());
        const auto to = start.model.halvesOf(stepsOf(m_blueprint, successor, {static_cast<int>(i) + 1}).steps.front());
        // Layers of a successor that shares weights start from the first of those they stand for.
        for (std::size_t half = 0; half < to.size(); ++half) {
            const bool first = std::none_of(m_starts.begin(), m_starts.begin() + static_cast<std::ptrdiff_t>(i), [&](const int& other) {
                const auto before = static_cast<int>(&other - m_starts.data()) + 1;
                const auto halves = start.model.halvesOf(stepsOf(m_blueprint, successor, {before}).steps.front());
                return std::find(halves.begin(), halves.end(), to[half]) != halves.end();
            });
            if (first) to[half]->values.copy_(from[half]->values);
        }
    }
}

std::vector<bool> Theseus::draw(const PassPlace& place) const {
    const double rate = replacingRate(m_settings.schedule, place.stage_step);
    const std::size_t modules = m_blueprint.modules.size();
    const std::size_t all = modules + (m_settings.replace_embeddings ? 1 : 0);
    const Draws draws(place.seed, Purpose::Theseus, static_cast<std::uint64_t>(place.step), place.micro_batch);
    std::vector<bool> replaced(all);
    std::uint32_t index = 0;
    for (std::uint32_t attempt = 0; attempt < most_redraws; ++attempt) {
        for (std::size_t i = 0; i < all; ++i) replaced[i] = draws.uniform(index++) < rate;
        if (m_settings.empty_draw != TheseusSettings::EmptyDraw::Redraw ||
            std::find(replaced.begin(), replaced.end(), true) != replaced.end())
            break;
    }
    if (m_settings.empty_draw != TheseusSettings::EmptyDraw::Skip && std::find(replaced.begin(), replaced.end(), true) == replaced.end())
        replaced[draws.below(index, static_cast<std::uint32_t>(modules))] = true;
    return replaced;
}

void Theseus::planTraining(Plan& plan, const PassPlace& place) const {
    const std::vector<bool> replaced = draw(place);
    StackPlan stack;
    for (std::size_t i = 0; i < m_blueprint.modules.size(); ++i) {
        StackPlan module =
            replaced[i] ? stepsOf(m_blueprint, successor, {static_cast<int>(i) + 1}) : stepsOf(m_blueprint, 0, m_blueprint.modules[i]);
        for (Step& step : module.steps) {
            if (!replaced[i]) step.learning = Learning::Frozen, step.dropout = m_settings.predecessor_dropout;
            stack.steps.push_back(step);
        }
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
