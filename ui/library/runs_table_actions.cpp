// RunsTable: what is done with the selected runs.
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QUrl>
#include <algorithm>

#include "engine/runs/trash.h"
#include "ui/format.h"
#include "ui/library/edit_popup.h"
#include "ui/library/run_actions.h"
#include "ui/library/runs_table.h"
#include "ui/library/tag_completer.h"
#include "ui/shell/actions.h"

namespace layerlab {

namespace {

QStringList tagsOf(const LibraryRun* run) {
    QStringList tags;
    if (run)
        for (const std::string& tag : run->labels.tags) tags << QString::fromStdString(tag);
    return tags;
}

}  // namespace

QList<QAction*> RunsTable::runActions() const { return m_actions->all(); }

QAction* RunsTable::compareAction() const { return m_actions->compare; }

QString RunsTable::folderAt(const QModelIndex& index) const { return index.data(RunsModel::FolderRole).toString(); }

QStringList RunsTable::selected() const {
    QModelIndexList rows = m_view->selectionModel()->selectedRows(RunsModel::Run);
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList folders;
    for (const QModelIndex& row : std::as_const(rows)) folders << folderAt(row);
    return folders;
}

bool RunsTable::select(const QString& folder) {
    if (m_view->model() == &m_groups)
        if (const int group = m_groups.groupRowOf(folder); group >= 0) m_groups.setOpen(group, true);
    for (int row = 0; row < m_view->model()->rowCount(); ++row) {
        const QModelIndex index = m_view->model()->index(row, RunsModel::Run);
        if (folderAt(index) != folder) continue;
        m_view->selectRow(row);
        m_view->scrollTo(index);
        return true;
    }
    return false;
}

QStringList RunsTable::runsWhere(const std::function<bool(const LibraryRun&)>& wanted) const {
    QStringList folders;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QString folder = m_model.data(m_model.index(row, RunsModel::Run), RunsModel::FolderRole).toString();
        if (const LibraryRun* run = m_model.find(folder); run && wanted(*run)) folders << folder;
    }
    return folders;
}

void RunsTable::connectActions() {
    const auto on = [this](QAction* action, auto&& run) { connect(action, &QAction::triggered, this, run); };
    // Of one run; the actions are disabled where there is none.
    const auto one = [this, on](QAction* action, auto&& run) {
        on(action, [this, run] {
            if (const QStringList folders = selected(); !folders.isEmpty()) run(folders.first());
        });
    };
    one(m_actions->open, [this](const QString& folder) { Q_EMIT openRun(folder); });
    one(m_actions->resume, [this](const QString& folder) { Q_EMIT resumeRun(folder); });
    one(m_actions->duplicate, [this](const QString& folder) { Q_EMIT duplicateRun(folder); });
    one(m_actions->smaller, [this](const QString& folder) { Q_EMIT smallerModel(folder); });
    one(m_actions->open_folder, [](const QString& folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    on(m_actions->copy_path, [this] {
        QStringList paths;
        for (const QString& folder : selected()) paths << QDir::toNativeSeparators(folder);
        QApplication::clipboard()->setText(paths.join('\n'));
    });
    on(m_actions->rename, [this] {
        const QModelIndexList rows = m_view->selectionModel()->selectedRows(RunsModel::Run);
        if (rows.isEmpty()) return;
        m_view->setFocus();
        m_view->scrollTo(rows.first());
        m_view->edit(rows.first());
    });
    on(m_actions->overlay, [this] { toggleOverlay(); });
    on(m_actions->compare, [this] { Q_EMIT compareRuns(selected()); });
    on(m_actions->tags, [this] { editTags(); });
    on(m_actions->note, [this] { editNote(); });
    on(m_actions->archive, [this] {
        const QStringList folders = selected();
        const bool all = std::all_of(folders.begin(), folders.end(), [this](const QString& folder) {
            const LibraryRun* run = m_model.find(folder);
            return run && run->labels.archived;
        });
        m_edits.setArchived(folders, !all);
        updateActions();
    });
    on(m_actions->trash, [this] { trashSelected(); });
    on(m_actions->empty_trash, [this] { askToEmptyTrash(); });
    for (int colour = 0; colour <= palette_size; ++colour)
        on(m_actions->colours().at(colour),
           [this, colour] { m_edits.setColour(selected(), colour < palette_size ? std::optional(colour) : std::nullopt); });
    connect(&m_model, &RunsModel::labelsChanged, this, [this](const QString& folder) {
        if (m_view->selectionModel()->hasSelection() && selected().contains(folder)) updateActions();
    });
}

void RunsTable::updateActions() {
    const QStringList folders = selected();
    const LibraryRun* first = folders.isEmpty() ? nullptr : m_model.find(folders.first());
    const QString none = first ? QString() : tr("Select a run in the table first.");
    const QString not_one = folders.size() > 1 ? tr("Select one run only.") : none;
    for (QAction* action :
         {m_actions->open, m_actions->rename, m_actions->note, m_actions->duplicate, m_actions->smaller, m_actions->open_folder})
        Actions::allow(action, not_one);
    for (QAction* action : {m_actions->overlay, m_actions->compare, m_actions->tags, m_actions->copy_path, m_actions->colour()})
        Actions::allow(action, none);
    QString why_not_resume = not_one;
    if (why_not_resume.isEmpty() && !canResume(first->summary))
        why_not_resume = tr("Only a run that was stopped or broke off can be resumed.");
    if (why_not_resume.isEmpty()) why_not_resume = m_resume_reason;
    Actions::allow(m_actions->resume, why_not_resume);
    QString why_not_trash = none;
    bool all_overlaid = first != nullptr, all_archived = first != nullptr;
    for (const QString& folder : folders) {
        all_overlaid = all_overlaid && m_overlaid.contains(folder);
        const LibraryRun* run = m_model.find(folder);
        all_archived = all_archived && run && run->labels.archived;
        if (run && isRunning(run->summary)) why_not_trash = tr("%1 is being trained; stop it first.").arg(runName(*run));
    }
    Actions::allow(m_actions->trash, why_not_trash);
    Actions::allow(m_actions->archive, none);
    m_actions->archive->setChecked(all_archived);
    m_actions->overlay->setChecked(all_overlaid);
    const std::optional<int> colour = first ? first->labels.colour : std::nullopt;
    m_actions->colours().at(colour ? *colour % palette_size : palette_size)->setChecked(true);
}

void RunsTable::showMenu(const QPoint& position) {
    QPoint at = position;
    if (const QModelIndex under = m_view->indexAt(position); isGroup(under))
        return showGroupMenu(under.row(), m_view->viewport()->mapToGlobal(position));
    if (!m_view->selectionModel()->isSelected(m_view->indexAt(position))) {
        // The menu key asks in the middle of the table: the menu belongs to what is selected.
        const QModelIndexList rows = m_view->selectionModel()->selectedRows(RunsModel::Run);
        if (rows.isEmpty()) return;
        at = m_view->visualRect(rows.first()).center();
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    m_actions->fill(*menu);
    menu->setDefaultAction(m_actions->open);
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void RunsTable::toggleOverlay() {
    const QStringList folders = selected();
    const bool all = std::all_of(folders.begin(), folders.end(), [this](const QString& folder) { return m_overlaid.contains(folder); });
    QStringList wanted = m_overlaid;
    for (const QString& folder : folders) {
        if (all) wanted.removeAll(folder);
        else if (!wanted.contains(folder)) wanted << folder;
    }
    setOverlaid(wanted);
    updateActions();
}

void RunsTable::popUp(QWidget* editor, const QString& title, const QString& hint, bool several_lines, std::function<void()> keep) {
    auto* popup = new EditPopup(title, hint, editor, several_lines, window());
    connect(popup, &EditPopup::kept, this, std::move(keep));
    connect(this, &QObject::destroyed, popup, &QObject::deleteLater);
    const QModelIndexList rows = m_view->selectionModel()->selectedRows(RunsModel::Run);
    const QRect row = rows.isEmpty() ? m_view->rect() : m_view->visualRect(rows.first());
    popup->openAt(m_view->viewport()->mapToGlobal(row.bottomLeft() + QPoint(24, 2)));
}

void RunsTable::editTags() {
    const QStringList folders = selected();
    if (folders.isEmpty()) return;
    // Of several runs, those that all of them have.
    QStringList common = tagsOf(m_model.find(folders.first()));
    for (const QString& folder : folders) {
        const QStringList tags = tagsOf(m_model.find(folder));
        common.removeIf([&tags](const QString& tag) { return !tags.contains(tag); });
    }
    auto* line = new QLineEdit(common.join(QStringLiteral(", ")));
    line->setObjectName(QStringLiteral("tagsEditor"));
    line->setAccessibleName(tr("Tags"));
    line->setPlaceholderText(tr("baseline, to keep"));
    line->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    line->setCompleter(new TagCompleter(m_model.knownTags(), line));
    const QString title =
        folders.size() == 1 ? tr("Tags of %1").arg(displayName(folders.first())) : tr("Tags of %1 runs").arg(folders.size());
    popUp(line, title, tr("Separated by commas · Enter keeps, Esc leaves as it was"), false, [this, folders, common, line] {
        const QStringList wanted = tagsIn(line->text());
        QStringList removed = common;
        removed.removeIf([&wanted](const QString& tag) { return wanted.contains(tag); });
        m_edits.changeTags(folders, removed, wanted);
        showColumns();
    });
}

void RunsTable::editNote() {
    const QStringList folders = selected();
    const LibraryRun* run = folders.isEmpty() ? nullptr : m_model.find(folders.first());
    if (!run) return;
    auto* text = new QPlainTextEdit(QString::fromStdString(run->labels.note));
    text->setObjectName(QStringLiteral("noteEditor"));
    text->setAccessibleName(tr("Note"));
    text->setTabChangesFocus(true);
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    text->setFixedHeight(fontMetrics().lineSpacing() * 6);
    text->moveCursor(QTextCursor::End);
    popUp(text, tr("Note on %1").arg(runName(*run)), tr("Ctrl+Enter keeps, Esc leaves as it was"), true,
          [this, folder = folders.first(), text] {
              m_edits.setNote(folder, text->toPlainText());
              showColumns();
          });
}

void RunsTable::trashSelected() {
    const QStringList folders = selected();
    if (folders.isEmpty()) return;
    QStringList left = m_overlaid;
    left.removeIf([&folders](const QString& folder) { return folders.contains(folder); });
    setOverlaid(left);
    m_edits.trash(folders);
}

void RunsTable::askToEmptyTrash() {
    m_worker.post([this, library = m_library.toStdString()] {
        double bytes = 0;
        const std::vector<TrashedRun> runs = listTrash(library);
        for (const TrashedRun& run : runs) bytes += static_cast<double>(run.bytes);
        QMetaObject::invokeMethod(
            this,
            [this, library, count = runs.size(), bytes] {
                auto* box = new QMessageBox(window());
                box->setAttribute(Qt::WA_DeleteOnClose);
                box->setWindowTitle(tr("Empty trash"));
                if (count == 0) {
                    box->setText(tr("The trash is empty."));
                    box->open();
                    return;
                }
                box->setIcon(QMessageBox::Warning);
                box->setText(count == 1 ? tr("Delete the run in the trash (%1) for good?").arg(bytesText(bytes))
                                        : tr("Delete %1 runs in the trash (%2) for good?").arg(count).arg(bytesText(bytes)));
                QPushButton* yes = box->addButton(tr("Delete for good"), QMessageBox::DestructiveRole);
                box->setDefaultButton(box->addButton(QMessageBox::Cancel));
                connect(box, &QMessageBox::buttonClicked, this, [this, library, yes](const QAbstractButton* pressed) {
                    if (pressed == yes) m_edits.emptyTrash(library);
                });
                box->open();
            },
            Qt::QueuedConnection);
    });
}

}  // namespace layerlab
