// What a person changes in the library: labels and the trash, each step undoable. The table shows a change at once; the
// disk follows on the worker, and a change that it refuses is taken back.
#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/runs/labels.h"

namespace layerlab {

class BackgroundWorker;
class LibraryCommand;
class RunsModel;

class LibraryEdits : public QObject {
    Q_OBJECT

public:
    // The worker's tasks call back: it must end before this object does.
    LibraryEdits(RunsModel& runs, BackgroundWorker& worker);

    QUndoStack* undoStack() { return &m_stack; }
    // Counts changes, so that a reading of the disk that was begun before one is known to be old.
    quint64 changes() const { return m_changes; }

    void rename(const QString& folder, const QString& name);  // empty: the folder's name again
    void setColour(const QStringList& folders, std::optional<int> colour);
    void changeTags(const QStringList& folders, const QStringList& remove, const QStringList& add);
    void setNote(const QString& folder, const QString& note);
    void setArchived(const QStringList& folders, bool archived);
    void trash(const QStringList& folders);
    // Brings back what was trashed last, whatever was done since.
    void undoTrash();
    // No step of its own: a colour that the library chose.
    void keepColour(const QString& folder, int colour);
    void emptyTrash(const std::filesystem::path& library);

Q_SIGNALS:
    void trashed(const QStringList& names);
    void moved();  // runs went to the trash or came back: the disk is to be read
    void failed(const QString& message);

private:
    friend class LibraryCommand;
    friend class LabelsCommand;
    friend class TrashCommand;

    void editLabels(const QStringList& folders, const QString& text, const std::function<void(RunLabels&)>& edit);
    // `from` by value: it may be the labels that are about to change.
    void writeLabelsOf(const QString& folder, RunLabels from, const RunLabels& to, int command);
    void drop(int command);  // what the disk refused is no step to undo

    RunsModel& m_runs;
    BackgroundWorker& m_worker;
    QHash<int, LibraryCommand*> m_commands;  // those on the stack, by number
    int m_next_command = 1;
    int m_last_trash = 0;
    quint64 m_changes = 0;
    QUndoStack m_stack;  // last: its commands take themselves off the list
};

}  // namespace layerlab
