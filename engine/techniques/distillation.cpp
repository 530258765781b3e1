#include "engine/techniques/distillation.h"

#include <torch/torch.h>

#include <algorithm>
#include <set>

#include "engine/experiment/layer_map.h"
#include "engine/experiment/teaching.h"
#include "engine/techniques/distillation_losses.h"
#include "engine/text.h"

namespace layerlab {

namespace {

const std::string student_stack = "encoder";
constexpr double start_deviation = 0.02;  // of the projections, as BERT's own weights

bool ran(const Plan& plan, int slot) {
    const auto& steps = plan.stacks.at(student_stack).steps;
    return std::any_of(steps.begin(), steps.end(), [slot](const Step& step) { return step.slot == slot; });
}

Tap::What tapOf(DistillationSettings::AttentionOf of) {
    return of == DistillationSettings::AttentionOf::Scores ? Tap::What::Scores : Tap::What::Attention;
}

torch::Tensor meanOf(const std::vector<torch::Tensor>& values) { return values.empty() ? torch::Tensor() : at::stack(values).mean(); }

std::int64_t positions(const EncoderModel& model) { return std::max(model.size().length, model.blueprint().positions); }

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorKind::BadInput, why); }

}  // namespace

Distillation::Distillation(const Blueprint& student, const DistillationSettings& settings, std::unique_ptr<EncoderModel> teacher)
    : m_settings(settings), m_teacher(std::move(teacher)), m_first_only(settings.normalise_hidden && !labelsEveryPosition(student.task)) {
    if (!m_teacher) refuse(text("distillation has no teacher; name a run, or train one as the stage before"));
    const Blueprint& of_teacher = m_teacher->blueprint();
    if (const std::string why = whyNotTaught(student, settings, of_teacher); !why.empty()) refuse(why);
    m_teacher_plan = m_teacher->fullPlan();
    m_teacher_stack = of_teacher.isLadder() ? "side" : "encoder";
    if (settings.hidden > 0 || settings.attention > 0) pairSlots(student);
    if (settings.relation > 0)
        if (const auto relation = relationOf(m_teacher_plan, m_teacher_stack)) m_teacher_plan.taps.insert(*relation);
}

void Distillation::pairSlots(const Blueprint& student) {
    const StackBlueprint &own = student.measured(), &other = m_teacher->blueprint().measured();
    for (const auto& [slot, from] : layerMap(m_settings, activeSlots(own.model), activeSlots(other.model))) {
        Pair pair;
        pair.student = slot;
        pair.teacher = from;
        pair.attention = attends(own, slot) && attends(other, from);
        if (m_settings.hidden > 0 || pair.attention) m_pairs.push_back(std::move(pair));
    }
    for (std::size_t i = 0; i < m_pairs.size(); ++i) {
        Pair& pair = m_pairs[i];
        if (m_settings.hidden > 0) m_teacher_plan.taps.insert({m_teacher_stack, pair.teacher, Tap::What::Hidden});
        if (m_settings.attention > 0 && pair.attention)
            m_teacher_plan.taps.insert({m_teacher_stack, pair.teacher, tapOf(m_settings.attention_of)});
        if (m_settings.hidden > 0 && own.model.hidden != other.model.hidden)
            pair.projection = std::make_unique<Segment>("distillation.projection." + std::to_string(i),
                                                        std::vector<ParameterSpec>{{"weight", {other.model.hidden, own.model.hidden}}});
    }
}

void Distillation::mustMatch(const EncoderModel& student) const {
    const TaskSize &own = student.size(), &other = m_teacher->size();
    if (m_settings.soft_labels > 0 && own.labels != other.labels)
        refuse(text("the teacher knows %1 labels and this task has %2; soft labels need the same labels", other.labels, own.labels));
    if (own.vocabulary != other.vocabulary)
        refuse(text("the teacher knows %1 tokens and this task has %2; teacher and student need the same vocabulary", other.vocabulary,
                    own.vocabulary));
    if (positions(*m_teacher) < own.length)
        refuse(text("the teacher reads sequences of up to %1 tokens and this task has %2; choose a teacher for longer ones",
                    positions(*m_teacher), own.length));
}

void Distillation::begin(const StageStart& start) {
    mustMatch(start.model);
    // Numbered on from the model's own segments, so that no two draw the same.
    std::uint64_t number = start.model.segments().size();
    for (Segment* segment : segments()) {
        segment->to(torch::kCPU);
        segment->initialise(Draws(start.seed, Purpose::Initialise, number++), start_deviation);
    }
}

void Distillation::prepare(EncoderModel& model, const PassPlace&) const {
    mustMatch(model);
    m_teacher->to(model.device());
    for (Segment* segment : segments()) segment->to(model.device());
}

std::optional<Tap> Distillation::relationOf(const Plan& plan, const std::string& stack) const {
    const auto& steps = plan.stacks.at(stack).steps;
    if (m_settings.relation_of == DistillationSettings::RelationOf::Values) {
        for (auto step = steps.rbegin(); step != steps.rend(); ++step)
            if (step->attention >= 0) return Tap{stack, step->slot, Tap::What::Values};
        return std::nullopt;
    }
    // The highest slot number taps the last state even where slots of two stacks take turns.
    int top = 0;
    for (const Step& step : steps) top = std::max(top, step.slot);
    return Tap{stack, top, Tap::What::Hidden};
}

void Distillation::planTraining(Plan& plan, const PassPlace&) const {
    for (const Pair& pair : m_pairs) {
        if (!ran(plan, pair.student)) continue;
        if (m_settings.hidden > 0) plan.taps.insert({student_stack, pair.student, Tap::What::Hidden});
        if (m_settings.attention > 0 && pair.attention) plan.taps.insert({student_stack, pair.student, tapOf(m_settings.attention_of)});
    }
    if (m_settings.relation == 0) return;
    if (const auto relation = relationOf(plan, student_stack)) plan.taps.insert(*relation);
}

torch::Tensor Distillation::hiddenTerm(const TensorBatch& batch, const Output& student, const Output& teacher, const Plan& plan) const {
    std::vector<torch::Tensor> losses;
    for (const Pair& pair : m_pairs) {
        if (!ran(plan, pair.student)) {
            // Without a gradient the optimizer leaves it alone, as any weight that a pass did not use.
            if (pair.projection) pair.projection->releaseGradients();
            continue;
        }
        torch::Tensor state = student.taps.at({student_stack, pair.student, Tap::What::Hidden});
        if (pair.projection) state = at::linear(state, (*pair.projection)[0]);
        losses.push_back(hiddenLoss(state, teacher.taps.at({m_teacher_stack, pair.teacher, Tap::What::Hidden}), batch.real,
                                    m_settings.normalise_hidden, m_first_only));
    }
    return meanOf(losses);
}

torch::Tensor Distillation::attentionTerm(const TensorBatch& batch, const Output& student, const Output& teacher, const Plan& plan) const {
    const Tap::What what = tapOf(m_settings.attention_of);
    std::vector<torch::Tensor> losses;
    for (const Pair& pair : m_pairs)
        if (pair.attention && ran(plan, pair.student))
            losses.push_back(attentionLoss(student.taps.at({student_stack, pair.student, what}),
                                           teacher.taps.at({m_teacher_stack, pair.teacher, what}), batch.real, m_settings.attention_of));
    return meanOf(losses);
}

void Distillation::addLosses(LossTerms& terms, const TensorBatch& batch, const Output& output, const Plan& plan) {
    if (m_settings.soft_labels == 0 && m_settings.hidden == 0 && m_settings.attention == 0 && m_settings.relation == 0) return;
    const Output teacher = [&] {
        torch::NoGradGuard no_grad;
        Dropout none;
        return m_teacher->forward(batch, m_teacher_plan, none);
    }();
    const auto add = [&terms](const char* name, const torch::Tensor& value, double weight) {
        if (value.defined()) terms[name] = {value, weight};
    };
    if (m_settings.soft_labels > 0) {
        terms.at("task").weight *= 1 - m_settings.soft_labels;
        add("soft_labels", softLabelLoss(output.logits, teacher.logits, batch.labels, m_settings.temperature), m_settings.soft_labels);
    }
    if (m_settings.hidden > 0) add("hidden", hiddenTerm(batch, output, teacher, plan), m_settings.hidden);
    if (m_settings.attention > 0) add("attention", attentionTerm(batch, output, teacher, plan), m_settings.attention);
    if (m_settings.relation == 0) return;
    const auto own = relationOf(plan, student_stack), other = relationOf(m_teacher_plan, m_teacher_stack);
    if (!own || !other) return;
    const bool values = m_settings.relation_of == DistillationSettings::RelationOf::Values;
    add("relation", (values ? valueRelationLoss : batchRelationLoss)(output.taps.at(*own), teacher.taps.at(*other), batch.real),
        m_settings.relation);
}

std::vector<Segment*> Distillation::segments() const {
    std::vector<Segment*> all;
    for (const Pair& pair : m_pairs)
        if (pair.projection) all.push_back(pair.projection.get());
    return all;
}

void Distillation::scalars(const EncoderModel&, const Plan& plan, const PassPlace&, std::map<std::string, double>& named) const {
    if (m_pairs.empty()) return;
    std::set<int> left_out;
    for (const Pair& pair : m_pairs)
        if (!ran(plan, pair.student)) left_out.insert(pair.student);
    named["distillation.left_out"] = static_cast<double>(left_out.size());
}

}  // namespace layerlab
