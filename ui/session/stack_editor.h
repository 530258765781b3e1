// The commands on the selected slots of the draft: each is one undo step, and leaves selected what it made.
#pragma once

#include <QObject>

#include "ui/session/experiment_document.h"
#include "ui/session/slot_selection.h"
#include "ui/session/stack_edit.h"

namespace layerlab {

class StackEditor : public QObject {
    Q_OBJECT

public:
    StackEditor(ExperimentDocument& document, SlotSelection& selection, QObject* parent = nullptr);

    void insert(int below);  // a fresh slot above this many others
    void insertAbove();      // above the highest selected slot, else at the top
    void duplicate();
    void remove();
    void cut();
    void copy() const;
    void paste();                                     // above the highest selected slot, else at the top
    void move(int by);                                // up or down by this many places
    void moveTo(const QList<int>& numbers, int gap);  // between slots `gap` and `gap` + 1, as they stand now
    void copyTo(const QList<int>& numbers, int gap);
    void share(Share part);
    void unshare();
    void toggleSkip();  // on for all, unless all have it
    void toggleFrozen();

    // Why the command makes no sense now, or nothing.
    QString reasonAgainstSelection() const;  // of commands on selected slots
    QString reasonAgainstSharing() const;
    QString reasonAgainstUnsharing() const;
    QString reasonAgainstMoving(int by) const;
    static bool clipboardHasSlots();

private:
    SlotNumbers numbers() const;
    int top() const;  // of the selection, else of the stack
    // Runs an edit that returns the slots to select.
    void edit(const QString& text, const std::function<SlotNumbers(Experiment&)>& change);
    QString named(const QString& one, const QString& many) const;

    ExperimentDocument& m_document;
    SlotSelection& m_selection;
};

}  // namespace layerlab
