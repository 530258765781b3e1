// A trained model answers what a person types, for a quick feel: by the route that the stack shows, a moment after typing stops.
#pragma once

#include <QDialog>
#include <QString>
#include <QTimer>

#include "ui/session/training_session.h"

class QLabel;
class QPlainTextEdit;

namespace layerlab {

class AnswerList;

class TryBox : public QDialog {
    Q_OBJECT

public:
    explicit TryBox(TrainingSession& session, QWidget* parent = nullptr);

    // task: of the run's last stage. The texts stay where the run reads the same kind of task.
    void setRun(const QString& folder, const QString& name, const Task& task);
    void setRoute(const Route& route, bool whole);
    void setReasonAgainst(const QString& reason);  // why nothing can be asked now

    QPlainTextEdit* text() const { return m_text; }
    QPlainTextEdit* second() const { return m_second; }
    AnswerList* answers() const { return m_answers; }
    QString message() const;

private:
    QPlainTextEdit* addEdit(const char* name, const QString& title);
    void askSoon();
    void ask();
    void take(TrainingSession::Question question, const std::vector<Event>& events);
    void say(const QString& words, bool wrong = false);

    TrainingSession& m_session;
    QString m_folder, m_reason, m_hint;
    Route m_route;  // empty: the whole
    bool m_pairs = false, m_know = false;
    QPlainTextEdit* m_text;
    QLabel* m_second_title = nullptr;
    QPlainTextEdit* m_second;
    QLabel* m_by;
    QLabel* m_says;
    AnswerList* m_answers;
    TrainingSession::Question m_question = 0;
    QTimer m_soon;
};

}  // namespace layerlab
