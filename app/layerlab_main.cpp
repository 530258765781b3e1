// layerlab: the window, and --render, which draws a run's charts without one.
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QSocketNotifier>
#include <QTextStream>
#include <QTimer>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <unistd.h>

#include "engine/experiment/yaml.h"
#include "engine/runs/run_folder.h"
#include "ui/session/draft_keeper.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/render_runs.h"
#include "ui/shell/theme_choice.h"

#ifndef LAYERLAB_VERSION
#define LAYERLAB_VERSION "0.1.0"
#endif

namespace {

constexpr int failed = 1, bad_input = 2;

// A signal handler may only write; the event loop reads the other end.
std::array<int, 2> signal_pipe{-1, -1};

extern "C" void reportSignal(int number) {
    const int saved = errno;
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(signal_pipe[1], &byte, 1);
    errno = saved;
}

void quitOnSignals(layerlab::MainWindow& window) {
    if (::pipe2(signal_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
    auto* notifier = new QSocketNotifier(signal_pipe[0], QSocketNotifier::Read, &window);
    QObject::connect(notifier, &QSocketNotifier::activated, &window, [&window] {
        char byte = 0;
        while (::read(signal_pipe[0], &byte, 1) == 1) {
        }
        // Asked a second time, the program ends at once.
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        window.quitCleanly();
    });
    struct sigaction action = {};
    action.sa_handler = reportSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

bool asked(int argc, char** argv, const char* option) {
    for (int i = 1; i < argc; ++i)
        if (std::strcmp(argv[i], option) == 0) return true;
    return false;
}

// Before QApplication: without a display Qt would end the program with a message of its own.
void choosePlatform(int argc, char** argv) {
    const bool rendering = asked(argc, argv, "--render");
    const bool display = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    const bool chosen = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || asked(argc, argv, "-platform");
    if (rendering || (!display && !chosen)) qputenv("QT_QPA_PLATFORM", "offscreen");
    const bool only_text =
        rendering || asked(argc, argv, "--help") || asked(argc, argv, "-h") || asked(argc, argv, "--version") || asked(argc, argv, "-v");
    if (!display && !chosen && !only_text)
        QTextStream(stderr) << "layerlab: there is no display, so the window cannot be seen; use layerlab-cli, or "
                               "layerlab --render RUN_DIR --to DIR\n";
}

int complain(const QString& message) {
    QTextStream(stderr) << "layerlab: " << message << '\n';
    return bad_input;
}

// What is wrong with the argument, said before a window opens; nothing if it can be opened.
QString wrongWith(const QString& path) {
    const QFileInfo info(path);
    if (!info.exists()) return QObject::tr("%1 does not exist; name an experiment file or a run folder").arg(path);
    if (info.isDir()) {
        if (QFileInfo(QDir(path).filePath(QStringLiteral("experiment.yaml"))).isFile()) return {};
        return QObject::tr("%1 is no run folder (it has no experiment.yaml); name a folder of a library").arg(path);
    }
    const layerlab::ReadResult result = layerlab::readExperimentFile(path.toStdString());
    for (const layerlab::Problem& problem : result.problems)
        if (!problem.warning) return QString::fromStdString(layerlab::toText(problem, path.toStdString()));
    return {};
}

int run(QApplication& application, bool has_fonts) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QObject::tr("A laboratory for transformer depth."));
    const QCommandLineOption help(QStringList{QStringLiteral("h"), QStringLiteral("help")}, QObject::tr("Show this help."));
    const QCommandLineOption version(QStringList{QStringLiteral("v"), QStringLiteral("version")}, QObject::tr("Show the version."));
    const QCommandLineOption library(QStringLiteral("library"), QObject::tr("The folder of the runs."), QStringLiteral("DIR"));
    const QCommandLineOption render(QStringLiteral("render"),
                                    QObject::tr("Draw the charts of runs as files, without a display; needs --to."));
    const QCommandLineOption to(QStringLiteral("to"), QObject::tr("Where --render writes."), QStringLiteral("DIR"));
    const QCommandLineOption theme(QStringLiteral("theme"), QObject::tr("light, dark or system."), QStringLiteral("THEME"));
    const QCommandLineOption train(QStringLiteral("train"), QObject::tr("Start training at once."));
    parser.addOptions({library, render, to, theme, train, help, version});
    parser.addPositionalArgument(QStringLiteral("FILE"), QObject::tr("An experiment file or a run folder to open."),
                                 QStringLiteral("[FILE.yaml | RUN_DIR…]"));
    if (!parser.parse(application.arguments())) return complain(parser.errorText() + QObject::tr("; see --help"));
    if (parser.isSet(help)) {
        QTextStream(stdout) << parser.helpText();
        return 0;
    }
    if (parser.isSet(version)) {
        QTextStream(stdout) << "LayerLab " << application.applicationVersion() << '\n';
        return 0;
    }
    layerlab::ThemeChoice choice = layerlab::savedThemeChoice();
    if (parser.isSet(render)) choice = layerlab::ThemeChoice::Light;  // paper is white, unless asked otherwise
    if (parser.isSet(theme)) {
        const auto named = layerlab::themeChoice(parser.value(theme));
        if (!named) return complain(QObject::tr("--theme %1 is unknown; light, dark or system").arg(parser.value(theme)));
        choice = *named;
    }
    layerlab::applyTheme(choice);

    const QStringList paths = parser.positionalArguments();
    if (parser.isSet(render)) {
        if (paths.isEmpty()) return complain(QObject::tr("--render needs at least one run folder"));
        if (!parser.isSet(to)) return complain(QObject::tr("--render needs --to DIR, the folder to write to"));
        return layerlab::renderRuns(paths, parser.value(to));
    }
    if (parser.isSet(to)) return complain(QObject::tr("--to belongs to --render"));
    if (paths.size() > 1) return complain(QObject::tr("one file or run folder can be opened at a time"));
    if (!paths.isEmpty())
        if (const QString wrong = wrongWith(paths.first()); !wrong.isEmpty()) return complain(wrong);

    const QString folder =
        parser.isSet(library) ? QDir(parser.value(library)).absolutePath() : QString::fromStdString(layerlab::defaultLibrary().string());
    QString file = paths.value(0);
    if (const QString last = layerlab::DraftKeeper::lastFile(); file.isEmpty() && QFileInfo(last).isFile()) file = last;
    layerlab::MainWindow window(folder, file);
    quitOnSignals(window);
    window.show();
    window.welcome(has_fonts);
    if (parser.isSet(train)) QTimer::singleShot(0, &window, &layerlab::MainWindow::startTraining);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk, and no reason to die
    choosePlatform(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LAYERLAB_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.layerlab.LayerLab"));
    layerlab::installTranslators(application);
    const bool has_fonts = layerlab::ensureChineseFont();
    try {
        return run(application, has_fonts);
    } catch (const std::exception& error) {
        QTextStream(stderr) << "layerlab: " << error.what() << '\n';
        return failed;
    }
}
