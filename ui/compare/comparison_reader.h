// Reads compared runs on another thread, and again whenever their files change, so that runs which train go on moving.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/session/background_worker.h"

namespace layerlab {

struct Comparison;

class ComparisonReader : public QObject {
    Q_OBJECT

public:
    explicit ComparisonReader(QObject* parent = nullptr);

    void setRuns(const QStringList& folders, const std::string& split);
    void setActive(bool active);  // whether anybody looks: only then the disk is asked again
    // What was read last; never null. Of former runs while the newly chosen ones are being read.
    const std::shared_ptr<const Comparison>& comparison() const { return m_comparison; }
    bool isReading() const { return m_reading; }

Q_SIGNALS:
    void changed();  // there is a new comparison()

private:
    using Stamps = std::vector<std::int64_t>;
    void read();

    QStringList m_folders;
    std::string m_split = "valid";
    std::shared_ptr<const Comparison> m_comparison;
    Stamps m_stamps;            // of the files that m_comparison was read from
    std::uint64_t m_asked = 0;  // counts setRuns(): answers to former questions are dropped
    bool m_reading = false, m_again = false, m_active = false;
    QTimer m_timer;
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
