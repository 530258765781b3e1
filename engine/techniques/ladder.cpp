#include "engine/techniques/ladder.h"

#include <algorithm>

#include "engine/experiment/cost.h"
#include "engine/techniques/side_start.h"

namespace layerlab {

using Gate = LadderSettings::Gate;

namespace {
const std::string kept_examples = "ladder.kept_examples";
}

Ladder::Ladder(const Blueprint& blueprint, const LadderSettings& settings)
    : m_settings(settings), m_rungs(blueprint.measured().reads), m_cache(blueprint, keptStateLimit()) {}

void Ladder::begin(const StageStart& start) {
    if (!start.goes_on) startSide(start, m_settings);
    // Keeping what is never looked at again would only cost time.
    if (start.drawn >= 0 && start.drawn <= start.data.returning()) m_cache.setCapacity(0);
}

std::map<std::string, double> Ladder::state() const { return {{kept_examples, static_cast<double>(m_cache.capacity())}}; }

void Ladder::restore(const std::map<std::string, double>& state) {
    if (const auto kept = state.find(kept_examples); kept != state.end()) m_cache.setCapacity(static_cast<std::int64_t>(kept->second));
}

void Ladder::prepare(EncoderModel& model, const PassPlace& place) const {
    if (m_settings.gate.kind == Gate::Kind::Schedule)
        model.setGates(scheduledGate(m_settings.gate.schedule, place.stage_step, place.stage_steps));
}

void Ladder::planTraining(Plan& plan, const PassPlace&) const {
    if (m_settings.backbone_dropout) {
        for (Step& step : plan.encoder().steps) step.dropout = true;
        plan.embeddings.dropout = true;
    }
    plan.head.learning = m_settings.train_head ? Learning::Trained : Learning::Frozen;
}

const BackboneStates* Ladder::keptStates(const EncoderModel& model, const TensorBatch& batch, const Plan& plan) {
    const bool may = m_settings.cache == LadderSettings::Cache::Automatic && !m_settings.backbone_dropout;
    return may && !batch.examples.empty() && m_cache.capacity() > 0 ? m_cache.of(model, batch, plan) : nullptr;
}

void Ladder::scalars(const EncoderModel& model, const Plan&, const PassPlace&, std::map<std::string, double>& named) const {
    if (m_cache.bytes() > 0) named["ladder.cache_mib"] = m_cache.bytes() / (1 << 20);
    if (m_settings.gate.kind == Gate::Kind::Sum) return;
    const std::vector<double> gates = model.gates();
    for (std::size_t i = 0; i < gates.size(); ++i) named["ladder.gate." + std::to_string(m_rungs[i])] = gates[i];
}

}  // namespace layerlab
