// The section of the selected slots: what they have in common can be changed for all of them in one step.
#pragma once

#include <QList>
#include <QString>
#include <functional>
#include <string>
#include <vector>

#include "engine/experiment/experiment.h"
#include "ui/inspector/collapsible_section.h"

class QGridLayout;
class QPushButton;

namespace layerlab {

class ChoiceEditor;
class ExperimentDocument;
class FieldEditor;
class FieldRow;
class MutedLabel;
class NumberEditor;
class SlotSelection;

class SlotSection : public CollapsibleSection {
    Q_OBJECT

public:
    SlotSection(ExperimentDocument& document, SlotSelection& selection, QWidget* parent = nullptr);
    // Slots can be edited only while the draft is shown.
    void setPossible(bool possible);
    // Unfolds, and puts the keyboard into the first field that can be used.
    void focusFirstField();

Q_SIGNALS:
    void appeared();

private:
    // One setting of a slot.
    struct Field {
        std::string key;  // "heads"
        QString words;    // in the middle of a sentence: "feed-forward width"
        std::function<void(Slot& to, const Slot& from)> copy;
        std::function<bool(const Slot&, const Slot&)> same;
    };
    template <class T>
    static Field field(const char* key, const QString& words, T Slot::*member);

    FieldRow* addField(const QString& label, const Field& field, FieldEditor* editor);
    void addButtons();
    QPushButton* addButton(QGridLayout* grid, int place, const QString& text, const char* name);
    std::vector<int> numbers() const;  // those selected that the stack has
    QString textOf(const Field& field, const Experiment& experiment) const;
    QString store(const Field& field, const QString& text);
    QString problem(const Field& field) const;
    void edit(const QString& text, const QString& merge_key, const std::function<void(Experiment&, const std::vector<int>&)>& change);
    QString named(const QString& one, const QString& several) const;
    void selectionChanged();
    void follow();
    void showInherited(const std::vector<int>& picked);
    void showButtons(const std::vector<int>& picked);

    ExperimentDocument& m_document;
    SlotSelection& m_selection;
    bool m_possible = true;
    QList<FieldRow*> m_rows;
    NumberEditor *m_rate, *m_heads, *m_head_size, *m_width;
    ChoiceEditor *m_activation, *m_norm;
    FieldRow* m_rate_row;
    QPushButton *m_share, *m_share_attention, *m_share_feed_forward, *m_own, *m_as_model;
    MutedLabel* m_cost;
};

}  // namespace layerlab
