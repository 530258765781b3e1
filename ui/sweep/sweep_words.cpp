#include "ui/sweep/sweep_words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

#include "ui/format.h"

namespace layerlab {

namespace {

struct SweepWords {
    Q_DECLARE_TR_FUNCTIONS(layerlab::SweepWords)
};

}  // namespace

QString statusText(SweepStatus status) {
    switch (status) {
        case SweepStatus::Waiting:
            return SweepWords::tr("waiting");
        case SweepStatus::Running:
            return SweepWords::tr("running");
        case SweepStatus::Finished:
            return SweepWords::tr("finished");
        case SweepStatus::Failed:
            return SweepWords::tr("failed");
        case SweepStatus::Stopped:
            return SweepWords::tr("stopped");
        case SweepStatus::Cancelled:
            return SweepWords::tr("cancelled");
    }
    return {};
}

QString runsText(std::size_t runs) {
    return runs == 1 ? SweepWords::tr("1 run") : SweepWords::tr("%1 runs").arg(stepText(static_cast<std::int64_t>(runs)));
}

QString settingsText(const Sweep& sweep, const SweepSettings& settings) {
    QStringList parts;
    for (const auto& [key, value] : settings)
        parts << QString::fromStdString(shortSweepKey(sweep, key)) + QLatin1Char('=') + QString::fromStdString(value);
    return parts.join(QStringLiteral(", "));
}

QString nameOfSweep(const QString& folder) { return QFileInfo(folder).fileName(); }

}  // namespace layerlab
