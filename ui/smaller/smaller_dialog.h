// A smaller model out of a run, without training: which layers, which numbers, what is pruned; measured beside the model as it is,
// and stored as a run of its own. The rest of the window stays usable.
#pragma once

#include <QDialog>
#include <QString>

#include "ui/session/training_session.h"
#include "ui/smaller/share_chart.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace layerlab {

class VariantForm;
class VariantsTable;

class SmallerDialog : public QDialog {
    Q_OBJECT

public:
    SmallerDialog(TrainingSession& session, const QString& library, QWidget* parent = nullptr);

    // all: the slots that can run; hand: the route made by hand; measured: depths of the chart.
    void setRun(const QString& folder, const QString& name, const Route& all, const Route& hand, const std::vector<RouteResult>& measured);
    void setReasonAgainst(const QString& reason);  // why nothing can be measured or stored now
    void chooseHand();
    QString folder() const { return m_folder; }

    VariantForm* form() const { return m_form; }
    VariantsTable* table() const { return m_table; }
    ShareChart* chart() const { return m_chart; }
    QString storedFolder() const { return m_stored; }
    QString message() const;

Q_SIGNALS:
    void stored(const QString& folder);
    void openAsked(const QString& folder);
    void fineTuneAsked(const QString& folder);

private:
    enum class Purpose { Nothing, Formats, Curve, Store };
    void measure();
    void measureCurve();
    void store();
    void start(ShrinkJob job, Purpose purpose);
    void take(const std::vector<Event>& events);
    void say(const QString& words, bool wrong = false);
    void updateButtons();

    TrainingSession& m_session;
    QString m_library, m_folder, m_reason;
    VariantForm* m_form;
    VariantsTable* m_table;
    ShareChart* m_chart;
    QComboBox* m_split;
    QComboBox* m_pruned;
    QPushButton* m_measure;
    QPushButton* m_curve;
    QPushButton* m_store;
    QPushButton* m_stop;
    QPushButton* m_open;
    QPushButton* m_fine_tune;
    QProgressBar* m_progress;
    QLabel* m_says;

    Purpose m_purpose = Purpose::Nothing;  // of the job that runs
    QString m_of;                          // the run that it is about
    Route m_route;                         // that the table and the job are about
    QString m_route_words;
    Variant m_base;
    Pruned m_what = Pruned::Weights;
    QString m_stored;
};

}  // namespace layerlab
