// The inspector: every setting of the draft in sections that fold, scrolling when the window is low. The stages come first,
// then the selected slots; the fields below are the shown stage's.
#pragma once

#include <QScrollArea>
#include <cstdint>
#include <optional>

namespace layerlab {

class ExperimentDocument;
class SlotSection;
class SlotSelection;
class SweepSection;

class Inspector : public QScrollArea {
    Q_OBJECT

public:
    Inspector(ExperimentDocument& document, SlotSelection& selection, QWidget* parent = nullptr);
    ~Inspector() override;
    // What is typed and not yet confirmed is taken, or refused, as if the field had been left.
    void settle();
    // What was begun in a field and has to be ended before the experiment is what the fields say; or nothing.
    QString unfinished() const;
    QSize sizeHint() const override { return {300, 600}; }
    // False while a run is shown: its slots are what they were.
    void setSlotEditing(bool possible);
    // The step (from 0) of the shown stage that training has reached, for the curves of schedules; nothing: none is shown.
    void showStageStep(std::optional<std::int64_t> stage_step);
    // Brings the section of the selected slots into view, ready for typing.
    void showSelectedSlots();
    SweepSection* sweepSection() const { return m_sweep; }

Q_SIGNALS:
    void importRequested();  // the task is to be made from a file that a person chooses

private:
    SlotSection* m_slots;
    SweepSection* m_sweep;
};

}  // namespace layerlab
