// Distillation: the student also learns from a trained teacher, which sees the same batches, in evaluation mode and outside
// the graph. Soft labels: Hinton, Vinyals and Dean 2015 (arXiv 1503.02531); hidden states and attention: Jiao et al. 2020
// (TinyBERT, arXiv 1909.10351) and Sun et al. 2019 (PKD, arXiv 1908.09355); relations of values: Wang et al. 2020 (MiniLM,
// arXiv 2002.10957). The terms themselves are in distillation_losses.h.
#pragma once

#include <optional>

#include "engine/techniques/technique.h"

namespace layerlab {

class Distillation : public Technique {
public:
    // Throws Error(BadInput) where teacher and student cannot be compared as asked: nothing is paired, a pair names a slot that
    // does not run, no paired slots have attention, or the two read or label differently. Where slots of two stacks take turns
    // (Theseus) the student has no states of its own but the last, so only soft labels and relations of the batch are learned
    // from; of a ladder, whose states are of another kind, only soft labels.
    Distillation(const Blueprint& student, const DistillationSettings& settings, std::unique_ptr<EncoderModel> teacher);

    // Draws the first weights of the projections. Throws as prepare().
    void begin(const StageStart& start) override;
    // Takes the teacher to the student's device. Throws Error(BadInput) where it knows other labels, another vocabulary or
    // shorter sequences.
    void prepare(EncoderModel& model, const PassPlace& place) const override;
    void planTraining(Plan& plan, const PassPlace& place) const override;
    // "soft_labels" takes its share from "task"; "hidden", "attention" and "relation" are added. A slot that did not run is left
    // out of its term's mean, a term without slots is absent, and one of weight 0 is not computed.
    void addLosses(LossTerms& terms, const TensorBatch& batch, const Output& output, const Plan& plan) override;
    // distillation.projection.K: [teacher's hidden, student's hidden], of pair K (from 0) of the layer map; where the widths
    // differ and hidden states are learned from. Pairs that did not run in a pass give no gradient.
    std::vector<Segment*> segments() const override;
    // distillation.left_out: the mapped student slots that did not run in this pass.
    void scalars(const EncoderModel& model, const Plan& plan, const PassPlace& place, std::map<std::string, double>& named) const override;

private:
    struct Pair {
        int student = 0, teacher = 0;  // slots
        bool attention = false;        // both have some
        std::unique_ptr<Segment> projection;
    };
    void pairSlots(const Blueprint& student);
    void mustMatch(const EncoderModel& student) const;
    std::optional<Tap> relationOf(const Plan& plan, const std::string& stack) const;  // nothing ran that has it: none
    torch::Tensor hiddenTerm(const TensorBatch& batch, const Output& student, const Output& teacher, const Plan& plan) const;
    torch::Tensor attentionTerm(const TensorBatch& batch, const Output& student, const Output& teacher, const Plan& plan) const;

    DistillationSettings m_settings;
    std::unique_ptr<EncoderModel> m_teacher;
    Plan m_teacher_plan;
    std::string m_teacher_stack;
    std::vector<Pair> m_pairs;
    bool m_first_only = false;
};

}  // namespace layerlab
