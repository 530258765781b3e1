// The experiment being edited: the one value that the canvas, the inspector and the YAML tab all show. It changes only
// through undo commands, so that three views never disagree and everything can be undone.
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>
#include <string>
#include <vector>

#include "engine/experiment/cost.h"
#include "engine/experiment/experiment.h"
#include "engine/experiment/yaml.h"

namespace layerlab {

class ExperimentDocument : public QObject {
    Q_OBJECT

public:
    explicit ExperimentDocument(QObject* parent = nullptr);

    const Experiment& experiment() const { return m_state.experiment; }
    TaskSize taskSize() const;
    // The person's own text while it still says what the value says (with comments), else written from the value.
    QString yaml() const;

    // Pushes one undo command, unless nothing changed. Successive edits with the same mergeKey (not empty) within
    // 1.5 s become one command: a slider's drag is one step back. A key that begins with "drag " names one gesture, which is
    // one command however long it takes.
    void edit(const QString& text, const QString& mergeKey, const std::function<void(Experiment&)>& change);
    // Takes the text if it can be read; else the value stays and the problems say why. Warnings come back either way.
    std::vector<Problem> setYaml(const QString& yaml);
    // One key by its dotted path. What is wrong, or nothing.
    QString setPath(const std::string& path, const std::vector<std::string>& texts);

    const std::vector<Problem>& problems() const { return m_problems; }
    QString firstError() const;     // of problems(): a sentence, or nothing
    QString trainingError() const;  // the same, of what one run needs: a sweep that is wrong keeps nobody from training the draft alone
    QString problemAt(const std::string& path) const;

    // The stage (from 0) that the inspector and the canvas show; 0 where there are no stages. No part of the experiment.
    int shownStage() const { return m_shown_stage; }
    void showStage(int stage);  // the nearest there is

    QString path() const { return m_path; }  // empty: never saved
    QString displayName() const;             // "hops.yaml"; untitled: after the experiment's name
    bool isModified() const;
    QUndoStack* undoStack() { return &m_stack; }

    // Each says what is wrong, or nothing. On an error the document is what it was.
    QString open(const QString& path);
    QString save();
    QString saveAs(const QString& path);
    // Whether another program wrote the file since it was read or saved here.
    bool changedOnDisk() const;
    void newFrom(const Experiment& experiment);
    // The file's content again, as an edit that can be undone.
    QString revert();
    // A draft that was not saved when the program ended. path: its file, may be empty.
    QString restore(const QString& yaml, const QString& path);

Q_SIGNALS:
    void changed();
    void problemsChanged();
    void shownStageChanged();  // after changed(), where stages went away
    void fileChanged();
    void modifiedChanged(bool modified);

private:
    friend class EditCommand;
    struct State {
        Experiment experiment;
        QString text;  // what the person wrote for exactly this value; empty: nothing
        bool operator==(const State&) const = default;
    };

    // The state that a file's text stands for, or what is wrong.
    QString read(const QByteArray& content, const QString& file, State& state) const;
    void push(const QString& text, const QString& mergeKey, State after);
    void assign(const State& state);
    void start(State state, const QString& path);
    std::string baseFolder() const;

    State m_state;
    std::vector<Problem> m_problems;
    int m_shown_stage = 0;
    QString m_path;
    QByteArray m_on_disk;  // the file's content as last seen
    QUndoStack m_stack;
};

}  // namespace layerlab
