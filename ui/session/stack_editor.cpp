#include "ui/session/stack_editor.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

namespace layerlab {

namespace {

const auto slots_type = QStringLiteral("application/x-layerlab-slots");
const auto source_type = QStringLiteral("application/x-layerlab-source");

// Which draft the slots on the clipboard come from: there, their weights' names mean the same.
QByteArray sourceOf(const ExperimentDocument& document) {
    return QByteArray::number(QCoreApplication::applicationPid()) + ' ' + QByteArray::number(reinterpret_cast<quintptr>(&document)) + ' ' +
           document.path().toUtf8();
}

QList<int> toList(const SlotNumbers& numbers) { return QList<int>(numbers.begin(), numbers.end()); }

SlotNumbers sorted(const QList<int>& numbers) {
    SlotNumbers all(numbers.begin(), numbers.end());
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

StackEditor::StackEditor(ExperimentDocument& document, SlotSelection& selection, QObject* parent)
    : QObject(parent), m_document(document), m_selection(selection) {}

SlotNumbers StackEditor::numbers() const {
    SlotNumbers all = sorted(m_selection.numbers());
    std::erase_if(all, [this](int number) { return number > slotCount(m_document.experiment().model); });
    return all;
}

int StackEditor::top() const {
    const SlotNumbers all = numbers();
    return all.empty() ? slotCount(m_document.experiment().model) : all.back();
}

QString StackEditor::named(const QString& one, const QString& many) const {
    const SlotNumbers all = numbers();
    return all.size() == 1 ? one.arg(all.front()) : many.arg(all.size());
}

void StackEditor::edit(const QString& text, const std::function<SlotNumbers(Experiment&)>& change) {
    SlotNumbers selected;
    m_document.edit(text, {}, [&](Experiment& experiment) { selected = change(experiment); });
    m_selection.set(toList(selected));
}

void StackEditor::insert(int below) {
    edit(tr("insert a layer"), [below](Experiment& experiment) { return insertSlots(experiment, below, {Slot()}); });
}

void StackEditor::insertAbove() { insert(top()); }

void StackEditor::duplicate() {
    if (numbers().empty()) return;
    edit(named(tr("duplicate layer %1"), tr("duplicate %1 layers")),
         [all = numbers()](Experiment& experiment) { return duplicateSlots(experiment, all); });
}

void StackEditor::remove() {
    const SlotNumbers all = numbers();
    if (all.empty()) return;
    edit(named(tr("delete layer %1"), tr("delete %1 layers")), [&all](Experiment& experiment) {
        removeSlots(experiment, all);
        // What moved into the place, so that the key can be pressed again.
        const int left = slotCount(experiment.model);
        return left > 0 ? SlotNumbers{std::min(all.front(), left)} : SlotNumbers();
    });
}

void StackEditor::copy() const {
    const SlotNumbers all = numbers();
    if (all.empty()) return;
    const QByteArray text = QByteArray::fromStdString(writeSlots(m_document.experiment(), all));
    auto* data = new QMimeData;
    data->setData(slots_type, text);
    data->setData(source_type, sourceOf(m_document));
    data->setText(QString::fromUtf8(text));
    QApplication::clipboard()->setMimeData(data);
}

void StackEditor::cut() {
    copy();
    const SlotNumbers all = numbers();
    if (all.empty()) return;
    edit(named(tr("cut layer %1"), tr("cut %1 layers")), [&all](Experiment& experiment) {
        removeSlots(experiment, all);
        return SlotNumbers();
    });
}

bool StackEditor::clipboardHasSlots() {
    const QMimeData* data = QApplication::clipboard()->mimeData();
    return data && (data->hasFormat(slots_type) || data->text().contains(QStringLiteral("model")));
}

void StackEditor::paste() {
    const QMimeData* data = QApplication::clipboard()->mimeData();
    if (!data) return;
    const QByteArray text = data->hasFormat(slots_type) ? data->data(slots_type) : data->text().toUtf8();
    auto fresh = readSlots(text.toStdString());
    if (!fresh) return;
    if (data->data(source_type) != sourceOf(m_document)) renameWeights(m_document.experiment(), *fresh);
    const QString what = fresh->size() == 1 ? tr("paste a layer") : tr("paste %1 layers").arg(fresh->size());
    edit(what, [below = top(), &fresh](Experiment& experiment) { return insertSlots(experiment, below, *fresh); });
}

void StackEditor::move(int by) {
    const SlotNumbers all = numbers();
    if (all.empty() || !reasonAgainstMoving(by).isEmpty()) return;
    // Slots that are apart come together beside the one that leads.
    const int below = by > 0 ? belowAfterTaking(all, all.back()) + by : all.front() - 1 + by;
    edit(by > 0 ? named(tr("move layer %1 up"), tr("move %1 layers up")) : named(tr("move layer %1 down"), tr("move %1 layers down")),
         [&all, below](Experiment& experiment) { return moveSlots(experiment, all, below); });
}

void StackEditor::moveTo(const QList<int>& moved, int gap) {
    const SlotNumbers all = sorted(moved);
    if (all.empty()) return;
    edit(all.size() == 1 ? tr("move layer %1").arg(all.front()) : tr("move %1 layers").arg(all.size()),
         [&all, gap](Experiment& experiment) { return moveSlots(experiment, all, belowAfterTaking(all, gap)); });
}

void StackEditor::copyTo(const QList<int>& copied, int gap) {
    const SlotNumbers all = sorted(copied);
    if (all.empty()) return;
    edit(all.size() == 1 ? tr("duplicate layer %1").arg(all.front()) : tr("duplicate %1 layers").arg(all.size()),
         [&all, gap](Experiment& experiment) { return duplicateSlots(experiment, all, gap); });
}

void StackEditor::share(Share part) {
    const SlotNumbers all = numbers();
    if (all.size() < 2) return;
    const QString text = part == Share::Layer       ? tr("share %1 layers")
                         : part == Share::Attention ? tr("share the attention of %1 layers")
                                                    : tr("share the feed-forward of %1 layers");
    edit(text.arg(all.size()), [&all, part](Experiment& experiment) {
        shareSlots(experiment, all, part);
        return all;
    });
}

void StackEditor::unshare() {
    const SlotNumbers all = numbers();
    if (all.empty()) return;
    edit(named(tr("give layer %1 weights of its own"), tr("give %1 layers weights of their own")), [&all](Experiment& experiment) {
        unshareSlots(experiment, all);
        return all;
    });
}

void StackEditor::toggleSkip() {
    const SlotNumbers all = numbers();
    if (all.empty()) return;
    const auto& stack = m_document.experiment().model.stack;
    const bool on = !std::all_of(all.begin(), all.end(), [&](int n) { return stack[static_cast<std::size_t>(n - 1)].skip; });
    edit(on ? named(tr("skip layer %1"), tr("skip %1 layers")) : named(tr("run layer %1 again"), tr("run %1 layers again")),
         [&all, on](Experiment& experiment) {
             changeSlots(experiment, all, [on](Slot& slot) { slot.skip = on; });
             return all;
         });
}

void StackEditor::toggleFrozen() {
    const SlotNumbers all = numbers();
    if (all.empty()) return;
    const auto& stack = m_document.experiment().model.stack;
    const bool on = !std::all_of(all.begin(), all.end(), [&](int n) { return stack[static_cast<std::size_t>(n - 1)].frozen; });
    edit(on ? named(tr("freeze layer %1"), tr("freeze %1 layers")) : named(tr("train layer %1 again"), tr("train %1 layers again")),
         [&all, on](Experiment& experiment) {
             changeSlots(experiment, all, [on](Slot& slot) { slot.frozen = on; });
             return all;
         });
}

QString StackEditor::reasonAgainstSelection() const { return numbers().empty() ? tr("No layer is selected.") : QString(); }

QString StackEditor::reasonAgainstSharing() const { return numbers().size() < 2 ? tr("Select two layers or more.") : QString(); }

QString StackEditor::reasonAgainstUnsharing() const {
    if (numbers().empty()) return tr("No layer is selected.");
    return sharesWeights(m_document.experiment(), numbers()) ? QString() : tr("The selected layers have weights of their own already.");
}

QString StackEditor::reasonAgainstMoving(int by) const {
    const SlotNumbers all = numbers();
    if (all.empty()) return tr("No layer is selected.");
    if (by > 0 && all.back() == slotCount(m_document.experiment().model)) return tr("The layer is at the top already.");
    if (by < 0 && all.front() == 1) return tr("The layer is at the bottom already.");
    return {};
}

}  // namespace layerlab
