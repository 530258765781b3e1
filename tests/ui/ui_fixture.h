// What tests of the window share: an application with settings of its own, files, and events as a training sends them.
#pragma once

#include <QtTest>
#include <QtWidgets>

#include <vector>

#include "engine/runs/event.h"
#include "ui/theme.h"

namespace layerlab {

// The program's style, a light theme, and settings that begin empty and are gone afterwards.
template <class Test>
int runUiTest(int argc, char** argv) {
    QStandardPaths::setTestModeEnabled(true);
    QTemporaryDir settings;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationName(QStringLiteral("LayerLabTest"));
    QApplication::setQuitOnLastWindowClosed(false);
    setTheme(Theme::light());
    Test test;
    return QTest::qExec(&test, argc, argv);
}

inline QString writeFile(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) qFatal("cannot write a file");
    return path;
}

inline QByteArray readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Runs what is queued, and what that queues, without waiting for timers.
inline void settle() {
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

inline Event stepEvent(std::int64_t step, double loss, Route route = {}) {
    StepFinished finished;
    finished.losses["task"] = loss;
    finished.route = std::move(route);
    return {step, 1000.0 + static_cast<double>(step), finished};
}

// accuracies: of depths 1, 2, …
inline Event evaluationEvent(std::int64_t step, const std::vector<double>& accuracies, double loss = 1) {
    Evaluated evaluated;
    evaluated.strategy = "every_other";
    Route route;
    for (const double accuracy : accuracies) {
        route.push_back(static_cast<int>(route.size()) + 1);
        RouteResult result;
        result.slots = route;
        result.accuracy = accuracy;
        evaluated.depths.push_back(result);
    }
    if (!evaluated.depths.empty()) evaluated.full = evaluated.depths.back();
    evaluated.full.loss = loss;
    return {step, 1000.0 + static_cast<double>(step), evaluated};
}

inline void wheel(QWidget* widget, int delta) {
    const QPointF at = widget->rect().center();
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

}  // namespace layerlab
