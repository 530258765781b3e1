#include "ui/library/library_edits.h"

#include <QUndoCommand>
#include <algorithm>
#include <exception>

#include "engine/runs/trash.h"
#include "ui/library/runs_model.h"
#include "ui/session/background_worker.h"

namespace layerlab {

namespace {

// Carries over what differs between two labellings, so that what was changed elsewhere meanwhile stays.
RunLabels merged(RunLabels labels, const RunLabels& from, const RunLabels& to) {
    if (from.name != to.name) labels.name = to.name;
    if (from.colour != to.colour) labels.colour = to.colour;
    if (from.tags != to.tags) labels.tags = to.tags;
    if (from.note != to.note) labels.note = to.note;
    if (from.archived != to.archived) labels.archived = to.archived;
    return labels;
}

}  // namespace

// A step that the disk may refuse later: found again by its number.
class LibraryCommand : public QUndoCommand {
public:
    LibraryCommand(LibraryEdits& edits, const QString& text) : QUndoCommand(text), m_edits(edits), m_number(edits.m_next_command++) {
        edits.m_commands.insert(m_number, this);
    }
    ~LibraryCommand() override { m_edits.m_commands.remove(m_number); }
    int number() const { return m_number; }

protected:
    LibraryEdits& m_edits;

private:
    const int m_number;
};

class LabelsCommand : public LibraryCommand {
public:
    struct Change {
        QString folder;
        RunLabels before, after;
    };
    LabelsCommand(LibraryEdits& edits, const QString& text, std::vector<Change> changes)
        : LibraryCommand(edits, text), m_changes(std::move(changes)) {}

    void redo() override {
        for (const Change& change : m_changes) m_edits.writeLabelsOf(change.folder, change.before, change.after, number());
    }
    void undo() override {
        for (const Change& change : m_changes) m_edits.writeLabelsOf(change.folder, change.after, change.before, number());
    }

private:
    std::vector<Change> m_changes;
};

class TrashCommand : public LibraryCommand {
public:
    TrashCommand(LibraryEdits& edits, const QString& text, const QStringList& folders)
        : LibraryCommand(edits, text), m_folders(folders), m_items(std::make_shared<std::vector<Item>>()) {
        for (const QString& folder : folders) m_items->push_back({folder.toStdString(), {}, edits.m_runs.displayName(folder)});
    }

    void redo() override {
        m_is_done = true;
        ++m_edits.m_changes;
        m_edits.m_last_trash = number();
        m_edits.m_runs.removeRuns(m_folders);
        move([](Item& item) {
            item.place = moveToTrash(item.folder);
            return true;
        });
    }
    void undo() override {
        m_is_done = false;
        ++m_edits.m_changes;
        move([](Item& item) {
            if (item.place.empty()) return false;  // never went
            item.folder = restoreFromTrash(item.place, item.folder);
            item.place.clear();
            return true;
        });
    }
    bool isDone() const { return m_is_done; }

private:
    struct Item {
        std::filesystem::path folder, place;
        QString name;
    };

    // `one` moves a run and says whether it did.
    void move(bool (*one)(Item&)) {
        const bool to_trash = m_is_done;
        m_edits.m_worker.post([items = m_items, one, to_trash, &edits = m_edits, command = number()] {
            QStringList names;
            QString wrong;
            for (Item& item : *items) {
                try {
                    if (one(item)) names << item.name;
                } catch (const std::exception& error) {
                    wrong = QString::fromUtf8(error.what());
                }
            }
            QMetaObject::invokeMethod(
                &edits,
                [&edits, names, wrong, to_trash, command] {
                    if (names.isEmpty()) edits.drop(command);
                    if (!wrong.isEmpty()) Q_EMIT edits.failed(wrong);
                    Q_EMIT edits.moved();
                    if (to_trash && !names.isEmpty()) Q_EMIT edits.trashed(names);
                },
                Qt::QueuedConnection);
        });
    }

    const QStringList m_folders;
    std::shared_ptr<std::vector<Item>> m_items;  // after the beginning the worker's alone
    bool m_is_done = false;
};

LibraryEdits::LibraryEdits(RunsModel& runs, BackgroundWorker& worker) : m_runs(runs), m_worker(worker) {}

void LibraryEdits::editLabels(const QStringList& folders, const QString& text, const std::function<void(RunLabels&)>& edit) {
    std::vector<LabelsCommand::Change> changes;
    for (const QString& folder : folders) {
        const LibraryRun* run = m_runs.find(folder);
        if (!run) continue;
        RunLabels after = run->labels;
        edit(after);
        if (after != run->labels) changes.push_back({folder, run->labels, after});
    }
    if (!changes.empty()) m_stack.push(new LabelsCommand(*this, text, std::move(changes)));
}

void LibraryEdits::rename(const QString& folder, const QString& name) {
    const LibraryRun* run = m_runs.find(folder);
    if (!run) return;
    std::string wanted = name.simplified().toStdString();
    if (wanted == run->summary.name) wanted.clear();
    editLabels({folder}, tr("rename a run"), [&wanted](RunLabels& labels) { labels.name = wanted; });
}

void LibraryEdits::setColour(const QStringList& folders, std::optional<int> colour) {
    editLabels(folders, tr("colour a run"), [colour](RunLabels& labels) { labels.colour = colour; });
}

void LibraryEdits::changeTags(const QStringList& folders, const QStringList& remove, const QStringList& add) {
    editLabels(folders, tr("tag a run"), [&](RunLabels& labels) {
        std::erase_if(labels.tags, [&remove](const std::string& tag) { return remove.contains(QString::fromStdString(tag)); });
        for (const QString& tag : add)
            if (const std::string text = tag.toStdString(); std::find(labels.tags.begin(), labels.tags.end(), text) == labels.tags.end())
                labels.tags.push_back(text);
    });
}

void LibraryEdits::setNote(const QString& folder, const QString& note) {
    editLabels({folder}, tr("write a note"), [text = note.trimmed().toStdString()](RunLabels& labels) { labels.note = text; });
}

void LibraryEdits::setArchived(const QStringList& folders, bool archived) {
    const QString text = archived ? tr("archive runs") : tr("bring runs back from the archive");
    editLabels(folders, text, [archived](RunLabels& labels) { labels.archived = archived; });
}

void LibraryEdits::trash(const QStringList& folders) {
    if (folders.isEmpty()) return;
    const QString text = folders.size() == 1 ? tr("move a run to the trash") : tr("move %1 runs to the trash").arg(folders.size());
    m_stack.push(new TrashCommand(*this, text, folders));
}

void LibraryEdits::undoTrash() {
    auto* command = dynamic_cast<TrashCommand*>(m_commands.value(m_last_trash));
    if (!command || !command->isDone() || command->isObsolete()) return;
    if (m_stack.index() > 0 && m_stack.command(m_stack.index() - 1) == command) {
        m_stack.undo();
    } else {
        command->undo();
        command->setObsolete(true);
    }
}

void LibraryEdits::keepColour(const QString& folder, int colour) {
    const LibraryRun* run = m_runs.find(folder);
    if (!run) return;
    RunLabels after = run->labels;
    after.colour = colour;
    writeLabelsOf(folder, run->labels, after, 0);
}

void LibraryEdits::writeLabelsOf(const QString& folder, RunLabels from, const RunLabels& to, int command) {
    ++m_changes;
    if (const LibraryRun* run = m_runs.find(folder)) m_runs.setLabels(folder, merged(run->labels, from, to));
    m_worker.post([this, folder, from, to, command] {
        QString wrong;
        try {
            const std::filesystem::path run = folder.toStdString();
            writeLabels(run, merged(readLabels(run), from, to));
        } catch (const std::exception& error) {
            wrong = QString::fromUtf8(error.what());
        }
        if (wrong.isEmpty()) return;
        QMetaObject::invokeMethod(
            this,
            [this, folder, from, to, wrong, command] {
                ++m_changes;
                if (const LibraryRun* now = m_runs.find(folder)) m_runs.setLabels(folder, merged(now->labels, to, from));
                drop(command);
                Q_EMIT failed(wrong);
            },
            Qt::QueuedConnection);
    });
}

void LibraryEdits::drop(int command) {
    LibraryCommand* dropped = m_commands.value(command);
    if (!dropped) return;
    dropped->setObsolete(true);
    // An obsolete step is deleted, not run, when its turn comes; on either side of now that is at once.
    if (m_stack.index() > 0 && m_stack.command(m_stack.index() - 1) == dropped) m_stack.undo();
    else if (m_stack.index() < m_stack.count() && m_stack.command(m_stack.index()) == dropped) m_stack.redo();
}

void LibraryEdits::emptyTrash(const std::filesystem::path& library) {
    const QList<int> numbers = m_commands.keys();
    for (const int number : numbers)
        if (const auto* command = dynamic_cast<TrashCommand*>(m_commands.value(number)); command && command->isDone()) drop(number);
    m_worker.post([this, library] {
        QString wrong;
        try {
            layerlab::emptyTrash(library);
        } catch (const std::exception& error) {
            wrong = QString::fromUtf8(error.what());
        }
        if (wrong.isEmpty()) return;
        QMetaObject::invokeMethod(
            this, [this, wrong] { Q_EMIT failed(wrong); }, Qt::QueuedConnection);
    });
}

}  // namespace layerlab
