// Keeps an unsaved draft safe: a moment after each change it is written beside the program's data, and what a program
// that was killed left behind can be taken up by the next (ExperimentDocument::restore). It also remembers which file
// was open.
#pragma once

#include <QDateTime>
#include <QList>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>

#include "ui/session/background_worker.h"

namespace layerlab {

class ExperimentDocument;

// What another program left. path: the experiment file it was opened from; empty: never saved.
struct Draft {
    QString file, path, name, yaml;
    QDateTime time;
};

class DraftKeeper : public QObject {
    Q_OBJECT

public:
    explicit DraftKeeper(ExperimentDocument& document, QObject* parent = nullptr);
    // Without discard() before, what is kept stays for the next start.
    ~DraftKeeper() override;

    // Writes what is unsaved without waiting for the moment, on this thread: the program is about to end unasked.
    void flush();
    // A clean end, after the person was asked: there is nothing to recover.
    void discard();

    // Newest first; those of running programs are not among them. Reads files: safe on any thread.
    static QList<Draft> leftBehind();
    static void remove(const Draft& draft);

    // The experiment file that was open last; empty: none.
    static QString lastFile();
    void remember();

Q_SIGNALS:
    void failed(const QString& message);  // once until it works again

private:
    void keep();
    void stopWorker();
    QByteArray content() const;

    ExperimentDocument& m_document;
    QTimer m_timer;
    QString m_file;
    bool m_failed = false;
    // The writing thread's, once it runs.
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<BackgroundWorker> m_worker;  // last: ends before what it uses
};

}  // namespace layerlab
