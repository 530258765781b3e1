// What is said of a stage whose student compares layers with those of a teacher (distillation of hidden states or attention):
// the teacher's slots, which of them teaches which of the student's, and how that changes by hand. No widget and no painter.
#pragma once

#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "engine/experiment/experiment.h"

namespace layerlab {

struct TeacherMap {
    QString name;                            // of the teacher: a stage, or a run
    int teachers = 0;                        // slots of the teacher
    std::vector<int> may_teach;              // those that run, ascending
    std::vector<int> may_learn;              // the student's slots that run, ascending
    std::vector<std::pair<int, int>> pairs;  // student's slot, teacher's slot: by the rule in force, or as listed

    int teacherOf(int student) const;  // of several the first; 0: none
    std::vector<int> studentsOf(int teacher) const;
    bool mayLearn(int student) const;
    bool mayTeach(int teacher) const;
};

// The run (its folder) that teaches in a stage, where that is needed to know its layers; else nothing.
QString teacherRunOf(const Experiment& experiment, std::size_t stage);
// run_model: the measured stack of that run, where it is known. Nothing where no layers are compared, where the teacher's are
// not known, and beside a successor or a side network, which cannot learn from layers.
std::optional<TeacherMap> describeTeacherMap(const Experiment& experiment, std::size_t stage, const Model* run_model);

// All pairs, as `techniques.distillation.pairs` lists them, with `student` learning from `teacher` alone; 0: from none.
std::vector<std::vector<int>> withTeacher(const TeacherMap& map, int student, int teacher);
// The next teacher's slot that runs, `by` places up (or down); from none: the lowest going up, the highest going down.
int teacherAfter(const TeacherMap& map, int student, int by);

}  // namespace layerlab
