// The curves of runs that are drawn beside the one on display, read and made on another thread and kept up to date while
// the runs train.
#pragma once

#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <deque>
#include <memory>
#include <vector>

#include "ui/charts/run_curves.h"
#include "ui/session/background_worker.h"

namespace layerlab {

class OverlaidRuns : public QObject {
    Q_OBJECT

public:
    explicit OverlaidRuns(QObject* parent = nullptr);

    void setFolders(const QStringList& folders);
    // In the order of the folders; without points until they were read. Name and colour are left to the caller.
    std::vector<RunCurves> runs() const;

Q_SIGNALS:
    void changed();
    void failed(const QString& message);

private:
    struct Source;  // what the worker keeps of a run
    struct Run {
        QString folder;
        RunCurves curves;
        std::shared_ptr<Source> source;
    };
    struct Answer {
        QString folder;
        RunCurves curves;
        QString wrong;
    };
    void poll();
    void take(const std::vector<Answer>& answers);

    std::vector<Run> m_runs;
    std::deque<Run> m_parked;    // taken away lately: likely to come back
    QSet<QString> m_complained;  // a run that cannot be read is said once
    QTimer m_timer;
    bool m_polling = false;
    bool m_again = false;       // other folders were set while the disk was read
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
