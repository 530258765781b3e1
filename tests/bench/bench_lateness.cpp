// How late the window's thread is while a training runs: a 10 ms timer beside the default experiment, which uses every
// core, or with --tiny beside a model that trains about a thousand steps a second. Prints one line of JSON; exits with 1 if
// one event in a hundred comes more than a frame late.
#include <QtWidgets>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "ui/shell/main_window.h"
#include "ui/theme.h"

using namespace layerlab;

namespace {

constexpr int timer_ms = 10;
constexpr double limit_ms = 16;
constexpr int failed = 1, bad_input = 2;

double at(const std::vector<double>& sorted, double part) {
    const auto index = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(index, 1, sorted.size()) - 1];
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QTemporaryDir folder;
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.filePath(QStringLiteral("settings")));
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationName(QStringLiteral("LayerLabBench"));
    QApplication::setQuitOnLastWindowClosed(false);

    QCommandLineParser parser;
    const QCommandLineOption option(QStringLiteral("seconds"), QStringLiteral("How long to measure."), QStringLiteral("N"),
                                    QStringLiteral("20"));
    const QCommandLineOption tiny(QStringLiteral("tiny"), QStringLiteral("A model of very short steps."));
    parser.addOptions({option, tiny});
    parser.addHelpOption();
    parser.process(application);
    const double seconds = parser.value(option).toDouble();
    if (!(seconds > 0) || !folder.isValid()) {
        std::fprintf(stderr, "bench_lateness: --seconds takes a number above 0\n");
        return bad_input;
    }

    setTheme(Theme::light());
    MainWindow window(folder.filePath(QStringLiteral("library")), QStringLiteral(LAYERLAB_SOURCE_DIR "/resources/examples/default.yaml"));
    // It must not come to its end while the clock runs.
    std::vector<std::pair<const char*, const char*>> changes{{"train.steps", "1000000000"}};
    if (parser.isSet(tiny))
        changes.insert(changes.end(), {{"task.length", "7"},
                                       {"task.valid_examples", "32"},
                                       {"model.layers", "2"},
                                       {"model.hidden", "8"},
                                       {"model.heads", "1"},
                                       {"model.feed_forward", "16"},
                                       {"train.batch_size", "1"},
                                       {"train.threads", "1"},
                                       {"train.checkpoint_every", "10000"},
                                       {"evaluate.every", "1000"}});
    for (const auto& [key, value] : changes)
        if (const QString wrong = window.document().setPath(key, {value}); !wrong.isEmpty()) {
            std::fprintf(stderr, "bench_lateness: %s: %s\n", key, qPrintable(wrong));
            return bad_input;
        }
    window.resize(1440, 900);
    window.show();

    std::vector<double> lateness;
    std::int64_t first_step = 0, last_step = 0;
    double first_time = 0, last_time = 0;
    int threads = 0;
    bool over = false;
    QString wrong;
    QElapsedTimer clock;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    timer.setInterval(timer_ms);
    QObject::connect(&timer, &QTimer::timeout, &window, [&] {
        const double now = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        clock.start();
        lateness.push_back(std::max(0.0, now - timer_ms));
    });
    QObject::connect(&window.session(), &TrainingSession::events, &window, [&](const std::vector<Event>& events) {
        for (const Event& event : events) {
            if (const auto* started = std::get_if<RunStarted>(&event.what)) threads = started->threads;
            if (const auto* error = std::get_if<Failed>(&event.what)) wrong = QString::fromStdString(error->message);
            if (over || !std::holds_alternative<StepFinished>(event.what)) continue;
            if (first_step == 0) {
                first_step = event.step;
                first_time = event.time;
                clock.start();
                timer.start();
                QTimer::singleShot(static_cast<int>(seconds * 1000), &window, [&] {
                    over = true;
                    timer.stop();
                    window.session().stop();
                });
            }
            last_step = event.step;
            last_time = event.time;
        }
    });
    QObject::connect(&window.session(), &TrainingSession::failed, &window, [&](const QString& message) {
        wrong = message;
        QCoreApplication::exit();  // quit() would ask about the edited experiment
    });
    bool active = false;
    QObject::connect(&window.session(), &TrainingSession::stateChanged, &window, [&](TrainingSession::State state) {
        if (state != TrainingSession::State::Idle) active = true;
        else if (active) QCoreApplication::exit();  // quit() would ask about the edited experiment
    });
    QTimer::singleShot(0, &window, &MainWindow::startTraining);
    QApplication::exec();

    if (!wrong.isEmpty() || lateness.empty() || !over) {
        std::fprintf(stderr, "bench_lateness: %s\n",
                     wrong.isEmpty() ? "the training ended before it could be measured" : qPrintable(wrong));
        return bad_input;
    }
    std::sort(lateness.begin(), lateness.end());
    const double p99 = at(lateness, 0.99);
    const double took = last_time - first_time;
    const QString config = QStringLiteral("%1, %2 threads, %3 s, %4")
                               .arg(parser.isSet(tiny) ? QStringLiteral("tiny model") : QStringLiteral("default experiment"))
                               .arg(threads)
                               .arg(seconds)
                               .arg(QGuiApplication::platformName());
    const QJsonObject line{{"name", "window/event_loop_lateness"},
                           {"config", config},
                           {"median", rounded(at(lateness, 0.5))},
                           {"p99", rounded(p99)},
                           {"max", rounded(lateness.back())},
                           {"unit", "ms"},
                           {"steps_per_second", took > 0 ? rounded(static_cast<double>(last_step - first_step) / took) : 0.0}};
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    return p99 > limit_ms ? failed : 0;
}
