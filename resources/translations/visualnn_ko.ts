<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
  <context>
    <name>Actions</name>
    <message>
      <source>&amp;About visualnn</source>
      <translation>visualnn 정보(&amp;A)</translation>
    </message>
    <message>
      <source>&amp;Command Palette…</source>
      <translation>명령 팔레트(&amp;C)…</translation>
    </message>
    <message>
      <source>&amp;Dark</source>
      <translation>어둡게(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Doctor Report</source>
      <translation>진단 보고서(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>편집(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Export Weights…</source>
      <translation>가중치 내보내기(&amp;E)…</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>파일(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Go To</source>
      <translation>이동(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>도움말(&amp;H)</translation>
    </message>
    <message>
      <source>&amp;Import Weights…</source>
      <translation>가중치 가져오기(&amp;I)…</translation>
    </message>
    <message>
      <source>&amp;Initialise</source>
      <translation>초기화(&amp;I)</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>언어(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Lesson Notes</source>
      <translation>단원 노트(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Light</source>
      <translation>밝게(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;New</source>
      <translation>새로 만들기(&amp;N)</translation>
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>열기(&amp;O)…</translation>
    </message>
    <message>
      <source>&amp;Projector</source>
      <translation>프로젝터(&amp;P)</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
      <source>&amp;Reset</source>
      <translation>초기화(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Restore Arrangement</source>
      <translation>배치 되돌리기(&amp;R)</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>저장(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Shortcuts</source>
      <translation>단축키(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Step</source>
      <translation>한 스텝(&amp;S)</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>테마(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Train</source>
      <translation>학습(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>보기(&amp;V)</translation>
    </message>
    <message>
      <source>&amp;Welcome Page</source>
      <translation>시작 화면(&amp;W)</translation>
    </message>
    <message>
      <source>Acti&amp;vity</source>
      <translation>활동(&amp;V)</translation>
    </message>
    <message>
      <source>Add &amp;Data from a File…</source>
      <translation>파일에서 데이터 추가(&amp;D)…</translation>
    </message>
    <message>
      <source>Add Data from a &amp;Folder…</source>
      <translation>폴더에서 데이터 추가(&amp;F)…</translation>
    </message>
    <message>
      <source>Canvas</source>
      <translation>캔버스</translation>
    </message>
    <message>
      <source>Draw fresh weights and forget what was learned (F8)</source>
      <translation>가중치를 새로 뽑고 배운 것을 잊습니다 (F8)</translation>
    </message>
    <message>
      <source>Draw the numbers of all variables (F7)</source>
      <translation>모든 변수의 수를 뽑습니다 (F7)</translation>
    </message>
    <message>
      <source>Evaluate the selected blocks, or all, and show their values (F9)</source>
      <translation>선택한 블록, 없으면 모든 블록을 계산해 값을 보입니다 (F9)</translation>
    </message>
    <message>
      <source>Fetch &amp;MNIST…</source>
      <translation>MNIST 내려받기(&amp;M)…</translation>
    </message>
    <message>
      <source>Forget These</source>
      <translation>목록 지우기</translation>
    </message>
    <message>
      <source>Large type and thick lines, for an audience</source>
      <translation>청중을 위한 큰 글자와 굵은 선</translation>
    </message>
    <message>
      <source>Like the &amp;System</source>
      <translation>시스템에 맞춤(&amp;S)</translation>
    </message>
    <message>
      <source>Mo&amp;ve Selection</source>
      <translation>선택 옮기기(&amp;V)</translation>
    </message>
    <message>
      <source>No files yet</source>
      <translation>아직 파일이 없습니다</translation>
    </message>
    <message>
      <source>Open &amp;Recent</source>
      <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
      <source>Open Sa&amp;mple</source>
      <translation>예제 열기(&amp;M)</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>일시 정지</translation>
    </message>
    <message>
      <source>Pause training (F5)</source>
      <translation>학습을 잠시 멈춥니다 (F5)</translation>
    </message>
    <message>
      <source>R&amp;un</source>
      <translation>실행(&amp;U)</translation>
    </message>
    <message>
      <source>R&amp;uns</source>
      <translation>학습 기록(&amp;U)</translation>
    </message>
    <message>
      <source>Save &amp;As…</source>
      <translation>다른 이름으로 저장(&amp;A)…</translation>
    </message>
    <message>
      <source>Save &amp;Picture of the Window…</source>
      <translation>창 그림 저장(&amp;P)…</translation>
    </message>
    <message>
      <source>Start training (F5)</source>
      <translation>학습을 시작합니다 (F5)</translation>
    </message>
    <message>
      <source>Take one step of training, then pause (F6)</source>
      <translation>학습을 한 스텝만 하고 멈춥니다 (F6)</translation>
    </message>
    <message>
      <source>The network is not ready yet.</source>
      <translation>신경망이 아직 준비되지 않았습니다.</translation>
    </message>
    <message>
      <source>There is no variable to initialise: the numbers of constants stand in the drawing.</source>
      <translation>초기화할 변수가 없습니다. 상수의 수는 그림에 적혀 있습니다.</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>학습</translation>
    </message>
  </context>
  <context>
    <name>Banner</name>
    <message>
      <source>Dismiss</source>
      <translation>닫기</translation>
    </message>
  </context>
  <context>
    <name>BlockFinder</name>
    <message numerus="yes">
      <source>%n found</source>
      <translation>
        <numerusform>%n개 찾음</numerusform>
      </translation>
    </message>
    <message>
      <source>Find blocks, titles, comments</source>
      <translation>블록, 제목, 설명글 찾기</translation>
    </message>
    <message>
      <source>Found</source>
      <translation>찾은 것</translation>
    </message>
    <message>
      <source>comment</source>
      <translation>설명글</translation>
    </message>
    <message>
      <source>frame</source>
      <translation>틀</translation>
    </message>
    <message>
      <source>group</source>
      <translation>그룹</translation>
    </message>
  </context>
  <context>
    <name>BlockPage</name>
    <message>
      <source>Change {setting}</source>
      <translation>{setting} 바꾸기</translation>
    </message>
    <message>
      <source>Fetch MNIST…</source>
      <translation>MNIST 내려받기…</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>이름</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>이름 바꾸기</translation>
    </message>
    <message>
      <source>Shown on the block; its weights are saved under this name.</source>
      <translation>블록에 보이는 이름이며, 가중치도 이 이름으로 저장됩니다.</translation>
    </message>
    <message>
      <source>{count} trainable parameters ({memory})</source>
      <translation>학습되는 파라미터 {count}개 ({memory})</translation>
    </message>
    <message>
      <source>{memory} for each row</source>
      <translation>행마다 {memory}</translation>
    </message>
    <message>
      <source>{memory} of values and gradients a batch</source>
      <translation>배치마다 값과 기울기 {memory}</translation>
    </message>
    <message>
      <source>{port}: {shape} a row</source>
      <translation>{port}: 행마다 {shape}</translation>
    </message>
  </context>
  <context>
    <name>BlockSearch</name>
    <message>
      <source>Blocks found</source>
      <translation>찾은 블록</translation>
    </message>
    <message>
      <source>Search blocks</source>
      <translation>블록 검색</translation>
    </message>
    <message>
      <source>Your own block.</source>
      <translation>내가 만든 블록입니다.</translation>
    </message>
  </context>
  <context>
    <name>BuildAhead</name>
    <message>
      <source>Preparing the engine, once: {share}</source>
      <translation>엔진 준비 중, 한 번만: {share}</translation>
    </message>
    <message>
      <source>The engine is compiled for this machine, once; training can be started meanwhile, too.</source>
      <translation>이 컴퓨터에 맞춰 엔진을 한 번 컴파일합니다. 그동안에도 학습을 시작할 수 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>CanvasTips</name>
    <message>
      <source>Click the badge: {repair}</source>
      <translation>배지를 누르세요: {repair}</translation>
    </message>
    <message>
      <source>Gradient: 1e{exponent:.1f}</source>
      <translation>기울기: 1e{exponent:.1f}</translation>
    </message>
    <message>
      <source>{shape} a row</source>
      <translation>행마다 {shape}</translation>
    </message>
  </context>
  <context>
    <name>CanvasView</name>
    <message>
      <source>&lt;p style='font-size:16px'&gt;&lt;b&gt;An empty canvas&lt;/b&gt;&lt;/p&gt;&lt;p&gt;Drag a block from the palette, or press &lt;b&gt;Tab&lt;/b&gt; to search for one.&lt;br&gt;Then pull wires from port to port: data → layers → loss.&lt;/p&gt;</source>
      <translation>&lt;p style='font-size:16px'&gt;&lt;b&gt;빈 캔버스&lt;/b&gt;&lt;/p&gt;&lt;p&gt;팔레트에서 블록을 끌어 오거나 &lt;b&gt;Tab&lt;/b&gt;을 눌러 찾으세요.&lt;br&gt;그런 다음 포트에서 포트로 선을 이으세요: 데이터 → 층 → 손실.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Canvas</source>
      <translation>캔버스</translation>
    </message>
  </context>
  <context>
    <name>Cells</name>
    <message>
      <source>Preview</source>
      <translation>미리 보기</translation>
    </message>
  </context>
  <context>
    <name>ColumnsEditor</name>
    <message>
      <source>Inputs</source>
      <translation>입력</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>빼기</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>뺀 것</translation>
    </message>
    <message>
      <source>Move the columns that are selected in the lists</source>
      <translation>목록에서 선택한 열을 옮깁니다</translation>
    </message>
    <message>
      <source>Targets</source>
      <translation>목표값</translation>
    </message>
    <message>
      <source>To inputs</source>
      <translation>입력으로</translation>
    </message>
    <message>
      <source>To targets</source>
      <translation>목표값으로</translation>
    </message>
  </context>
  <context>
    <name>CommandPalette</name>
    <message>
      <source>Command palette</source>
      <translation>명령 팔레트</translation>
    </message>
    <message>
      <source>Commands found</source>
      <translation>찾은 명령</translation>
    </message>
    <message>
      <source>Search commands</source>
      <translation>명령 검색</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>Actual size</source>
      <translation>실제 크기</translation>
    </message>
    <message>
      <source>Add block…</source>
      <translation>블록 추가…</translation>
    </message>
    <message>
      <source>Arrange</source>
      <translation>자동 배치</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>복사</translation>
    </message>
    <message>
      <source>Cut</source>
      <translation>잘라내기</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>삭제</translation>
    </message>
    <message>
      <source>Delete and rejoin</source>
      <translation>삭제하고 다시 잇기</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>복제</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>이동</translation>
    </message>
    <message>
      <source>Nothing has been changed yet.</source>
      <translation>아직 바꾼 것이 없습니다.</translation>
    </message>
    <message>
      <source>Nothing has been undone.</source>
      <translation>실행 취소한 것이 없습니다.</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>붙여넣기</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>다시 실행</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>이름 바꾸기</translation>
    </message>
    <message>
      <source>Select a block first.</source>
      <translation>먼저 블록을 선택하세요.</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>모두 선택</translation>
    </message>
    <message>
      <source>Show everything</source>
      <translation>전체 보기</translation>
    </message>
    <message>
      <source>Show selection</source>
      <translation>선택한 것 보기</translation>
    </message>
    <message>
      <source>Snap to grid</source>
      <translation>격자에 맞추기</translation>
    </message>
    <message>
      <source>The clipboard</source>
      <translation>클립보드</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>실행 취소</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>확대</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>축소</translation>
    </message>
  </context>
  <context>
    <name>CommentPage</name>
    <message>
      <source>Comment</source>
      <translation>설명글</translation>
    </message>
    <message>
      <source>Text of the comment</source>
      <translation>설명글 내용</translation>
    </message>
    <message>
      <source>Write</source>
      <translation>쓰기</translation>
    </message>
  </context>
  <context>
    <name>Comparison</name>
    <message>
      <source>Comparison of runs</source>
      <translation>학습 기록 비교</translation>
    </message>
    <message>
      <source>Differs in</source>
      <translation>다른 점</translation>
    </message>
    <message>
      <source>block “{name}”</source>
      <translation>블록 “{name}”</translation>
    </message>
    <message>
      <source>bypassed</source>
      <translation>우회함</translation>
    </message>
    <message>
      <source>from {blocks}</source>
      <translation>{blocks}에서</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>쓰는 중</translation>
    </message>
    <message>
      <source>not there</source>
      <translation>없음</translation>
    </message>
    <message>
      <source>wires into “{name}”</source>
      <translation>“{name}”에 들어가는 선</translation>
    </message>
  </context>
  <context>
    <name>Confusion</name>
    <message>
      <source>Click on a cell to see its pictures.</source>
      <translation>칸을 누르면 그 그림들이 보입니다.</translation>
    </message>
    <message>
      <source>predicted</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>true class</source>
      <translation>참 클래스</translation>
    </message>
    <message>
      <source>{right} of {all} right ({share}), from {rows} {split} rows</source>
      <translation>{split} 행 {rows}개 중 {all}개에서 {right}개 정답 ({share})</translation>
    </message>
    <message>
      <source>{right} of {all} {split} rows right ({share})</source>
      <translation>{split} 행 {all}개 중 {right}개 맞음 ({share})</translation>
    </message>
    <message>
      <source>{truth}, taken for {predicted}: {count}</source>
      <translation>{truth}을(를) {predicted}(으)로 봄: {count}</translation>
    </message>
  </context>
  <context>
    <name>Connector</name>
    <message>
      <source>Connect</source>
      <translation>연결</translation>
    </message>
    <message>
      <source>Connect with</source>
      <translation>연결 대상</translation>
    </message>
    <message>
      <source>Connect {block} with</source>
      <translation>{block}에 연결할 대상</translation>
    </message>
    <message>
      <source>Disconnect</source>
      <translation>연결 끊기</translation>
    </message>
    <message>
      <source>Ports</source>
      <translation>포트</translation>
    </message>
    <message>
      <source>Remove a wire of {block}</source>
      <translation>{block}의 선 지우기</translation>
    </message>
    <message>
      <source>Wires</source>
      <translation>선</translation>
    </message>
  </context>
  <context>
    <name>CrashDialog</name>
    <message>
      <source>Copy Report</source>
      <translation>보고서 복사</translation>
    </message>
    <message>
      <source>Something went wrong inside visualnn. Your project is still here: save it under a new name to be safe. This report helps to mend the error:</source>
      <translation>visualnn 안에서 문제가 생겼습니다. 프로젝트는 그대로 있으니 안전하게 새 이름으로 저장하세요. 이 보고서는 오류를 고치는 데 도움이 됩니다:</translation>
    </message>
    <message>
      <source>Unexpected error</source>
      <translation>예기치 않은 오류</translation>
    </message>
  </context>
  <context>
    <name>CutWires</name>
    <message>
      <source>Cut wires</source>
      <translation>선 자르기</translation>
    </message>
  </context>
  <context>
    <name>Dialogs</name>
    <message>
      <source>Drag from a port</source>
      <translation>포트에서 끌기</translation>
    </message>
    <message>
      <source>Drag on the empty canvas</source>
      <translation>빈 캔버스에서 끌기</translation>
    </message>
    <message>
      <source>Draw a neural network, train it on your own CPU and see inside it while it learns.</source>
      <translation>신경망을 그리고, 내 CPU로 학습시키며, 배우는 동안 그 안을 들여다봅니다.</translation>
    </message>
    <message>
      <source>Draw a wire</source>
      <translation>선 긋기</translation>
    </message>
    <message>
      <source>Drop a block on a wire</source>
      <translation>선 위에 블록 놓기</translation>
    </message>
    <message>
      <source>Insert it there</source>
      <translation>그 자리에 끼워 넣기</translation>
    </message>
    <message>
      <source>Middle button, or Space and drag</source>
      <translation>가운데 버튼, 또는 Space를 누르고 끌기</translation>
    </message>
    <message>
      <source>Move the view</source>
      <translation>화면 이동</translation>
    </message>
    <message>
      <source>Select blocks</source>
      <translation>블록 선택</translation>
    </message>
    <message>
      <source>Wheel</source>
      <translation>휠</translation>
    </message>
    <message>
      <source>Zoom</source>
      <translation>확대/축소</translation>
    </message>
  </context>
  <context>
    <name>DistributionsPanel</name>
    <message>
      <source> (while training, of a part of large layers)</source>
      <translation> (학습 중에는 큰 층의 일부만)</translation>
    </message>
    <message>
      <source>Activations</source>
      <translation>활성값</translation>
    </message>
    <message>
      <source>Gradients</source>
      <translation>기울기</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>층</translation>
    </message>
    <message>
      <source>No block here works on rows of data: there are no activations to show.</source>
      <translation>여기에는 데이터 행을 다루는 블록이 없어 보여 줄 활성값이 없습니다.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>지금</translation>
    </message>
    <message>
      <source>Over Time</source>
      <translation>시간에 따라</translation>
    </message>
    <message>
      <source>Press Train to see how the numbers inside each layer are distributed.</source>
      <translation>학습을 누르면 각 층 안의 수가 어떻게 분포하는지 보입니다.</translation>
    </message>
    <message>
      <source>Share of activations by value, on up to {rows} training rows</source>
      <translation>값에 따른 활성값의 비율, 훈련 행 최대 {rows}개</translation>
    </message>
    <message>
      <source>Share of weights by the size of their gradient, last step</source>
      <translation>기울기의 크기에 따른 가중치의 비율, 마지막 스텝</translation>
    </message>
    <message>
      <source>Share of weights by value</source>
      <translation>값에 따른 가중치의 비율</translation>
    </message>
    <message>
      <source>The layer that is shown over time</source>
      <translation>시간에 따라 보이는 층</translation>
    </message>
    <message>
      <source>Weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>activation</source>
      <translation>활성값</translation>
    </message>
    <message>
      <source>log10 |gradient|</source>
      <translation>log10 |기울기|</translation>
    </message>
    <message>
      <source>mean {mean}, std {std}</source>
      <translation>평균 {mean}, 표준편차 {std}</translation>
    </message>
    <message>
      <source>share of activations</source>
      <translation>활성값의 비율</translation>
    </message>
    <message>
      <source>share of gradients</source>
      <translation>기울기의 비율</translation>
    </message>
    <message>
      <source>share of weights</source>
      <translation>가중치의 비율</translation>
    </message>
    <message>
      <source>std {std}</source>
      <translation>표준편차 {std}</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>weight</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>{share} dead</source>
      <translation>죽음 {share}</translation>
    </message>
    <message>
      <source>{share} saturated</source>
      <translation>포화 {share}</translation>
    </message>
    <message>
      <source>{share} zero</source>
      <translation>0인 값 {share}</translation>
    </message>
    <message>
      <source>|gradient|</source>
      <translation>|기울기|</translation>
    </message>
  </context>
  <context>
    <name>DragWire</name>
    <message>
      <source>Connect</source>
      <translation>연결</translation>
    </message>
    <message>
      <source>Connect several</source>
      <translation>여럿 연결</translation>
    </message>
    <message>
      <source>Disconnect</source>
      <translation>연결 끊기</translation>
    </message>
  </context>
  <context>
    <name>Enabling</name>
    <message>
      <source>Not possible just now.</source>
      <translation>지금은 할 수 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>Evaluation</name>
    <message>
      <source>Initialised: {names}.</source>
      <translation>초기화했습니다: {names}.</translation>
    </message>
    <message numerus="yes">
      <source>Run: %n block(s) evaluated.</source>
      <translation>
        <numerusform>실행했습니다: 블록 %n개를 계산했습니다.</numerusform>
      </translation>
    </message>
    <message>
      <source>not initialised yet</source>
      <translation>아직 초기화하지 않음</translation>
    </message>
    <message>
      <source>not run yet</source>
      <translation>아직 실행하지 않음</translation>
    </message>
    <message>
      <source>“{name}” has no value yet: a variable must be initialised before it is run. Press Initialise, then Run.</source>
      <translation>“{name}”에는 아직 값이 없습니다. 변수는 실행하기 전에 초기화해야 합니다. 초기화를 누른 다음 실행을 누르세요.</translation>
    </message>
  </context>
  <context>
    <name>FetchDialog</name>
    <message>
      <source>Browse…</source>
      <translation>찾아보기…</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>폴더를 고르세요</translation>
    </message>
    <message>
      <source>Fetch</source>
      <translation>내려받기</translation>
    </message>
    <message>
      <source>Fetch MNIST</source>
      <translation>MNIST 내려받기</translation>
    </message>
    <message>
      <source>Files on This Disk…</source>
      <translation>이 디스크의 파일…</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>폴더</translation>
    </message>
    <message>
      <source>Looking for the files…</source>
      <translation>파일을 찾는 중…</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>멈춤</translation>
    </message>
    <message>
      <source>Try Again</source>
      <translation>다시 시도</translation>
    </message>
    <message>
      <source>Use the Bundled Digits</source>
      <translation>함께 제공되는 숫자 데이터 쓰기</translation>
    </message>
    <message>
      <source>{arrived} of {size}</source>
      <translation>{size} 중 {arrived}</translation>
    </message>
  </context>
  <context>
    <name>Field</name>
    <message>
      <source>Back to the default</source>
      <translation>기본값으로 되돌리기</translation>
    </message>
    <message>
      <source>Reset {name}</source>
      <translation>{name} 되돌리기</translation>
    </message>
    <message>
      <source>differs</source>
      <translation>서로 다름</translation>
    </message>
  </context>
  <context>
    <name>Filing</name>
    <message>
      <source>Open Project</source>
      <translation>프로젝트 열기</translation>
    </message>
    <message>
      <source>Recover</source>
      <translation>복구</translation>
    </message>
    <message>
      <source>Save Project</source>
      <translation>프로젝트 저장</translation>
    </message>
    <message>
      <source>Save the changes to “{name}”?</source>
      <translation>“{name}”의 바뀐 내용을 저장할까요?</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>제목 없음</translation>
    </message>
    <message>
      <source>What is not saved is lost.</source>
      <translation>저장하지 않은 것은 사라집니다.</translation>
    </message>
  </context>
  <context>
    <name>FramePage</name>
    <message>
      <source>Change colour</source>
      <translation>색 바꾸기</translation>
    </message>
    <message>
      <source>Colour {number}</source>
      <translation>색 {number}</translation>
    </message>
    <message>
      <source>Frame</source>
      <translation>틀</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>이름 바꾸기</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>제목</translation>
    </message>
    <message>
      <source>What lies wholly in a frame moves with it. Pull its corners to resize it.</source>
      <translation>틀 안에 온전히 든 것은 함께 움직입니다. 모서리를 끌면 크기가 바뀝니다.</translation>
    </message>
  </context>
  <context>
    <name>GradientsPanel</name>
    <message numerus="yes">
      <source>%n more network(s) in trouble.</source>
      <translation>
        <numerusform>문제가 있는 신경망이 %n개 더 있습니다.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n networks learn next to nothing: their gradients are tiny.</source>
      <translation>
        <numerusform>신경망 %n개는 거의 배우지 않습니다: 기울기가 아주 작습니다.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n networks learn nothing more: their gradients are 0.</source>
      <translation>
        <numerusform>신경망 %n개는 더 배우지 않습니다: 기울기가 0입니다.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n networks: the gradients are healthy.</source>
      <translation>
        <numerusform>신경망 %n개: 기울기가 건강합니다.</numerusform>
      </translation>
    </message>
    <message>
      <source>Gradient norm (L2), layer by step</source>
      <translation>기울기 노름 (L2), 층과 스텝별</translation>
    </message>
    <message>
      <source>Gradient norm (L2), log scale</source>
      <translation>기울기 노름 (L2), 로그 눈금</translation>
    </message>
    <message>
      <source>Gradient norm of each layer</source>
      <translation>층마다의 기울기 노름</translation>
    </message>
    <message>
      <source>Map</source>
      <translation>지도</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>지금</translation>
    </message>
    <message>
      <source>Over Time</source>
      <translation>시간에 따라</translation>
    </message>
    <message>
      <source>Press Train to see how much gradient reaches each layer.</source>
      <translation>학습을 누르면 각 층에 기울기가 얼마나 이르는지 보입니다.</translation>
    </message>
    <message>
      <source>gradient norm (L2)</source>
      <translation>기울기 노름 (L2)</translation>
    </message>
    <message>
      <source>layer</source>
      <translation>층</translation>
    </message>
    <message>
      <source>norm (L2)</source>
      <translation>노름 (L2)</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
  </context>
  <context>
    <name>GroupPage</name>
    <message>
      <source>1 block</source>
      <translation>블록 1개</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>그룹</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>이름</translation>
    </message>
    <message>
      <source>Open the group to see the other {count} blocks.</source>
      <translation>나머지 블록 {count}개는 그룹을 열면 보입니다.</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>이름 바꾸기</translation>
    </message>
    <message>
      <source>{count} blocks</source>
      <translation>블록 {count}개</translation>
    </message>
    <message>
      <source>{count} parameters</source>
      <translation>파라미터 {count}개</translation>
    </message>
  </context>
  <context>
    <name>Inspector</name>
    <message>
      <source>Select blocks of one kind to edit them together.</source>
      <translation>같은 종류의 블록을 선택하면 함께 편집할 수 있습니다.</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>설정</translation>
    </message>
    <message>
      <source>{count} blocks</source>
      <translation>블록 {count}개</translation>
    </message>
  </context>
  <context>
    <name>Keyboard</name>
    <message>
      <source>Block above</source>
      <translation>위쪽 블록</translation>
    </message>
    <message>
      <source>Block below</source>
      <translation>아래쪽 블록</translation>
    </message>
    <message>
      <source>Block to the left</source>
      <translation>왼쪽 블록</translation>
    </message>
    <message>
      <source>Block to the right</source>
      <translation>오른쪽 블록</translation>
    </message>
    <message>
      <source>Connect…</source>
      <translation>연결…</translation>
    </message>
    <message>
      <source>Edit settings</source>
      <translation>설정 편집</translation>
    </message>
    <message>
      <source>Find on canvas…</source>
      <translation>캔버스에서 찾기…</translation>
    </message>
    <message>
      <source>Minimap</source>
      <translation>미니맵</translation>
    </message>
    <message>
      <source>Next block</source>
      <translation>다음 블록</translation>
    </message>
    <message>
      <source>Previous block</source>
      <translation>이전 블록</translation>
    </message>
    <message>
      <source>Remove wire…</source>
      <translation>선 지우기…</translation>
    </message>
    <message>
      <source>Select a block first.</source>
      <translation>먼저 블록을 선택하세요.</translation>
    </message>
    <message>
      <source>Select one block first.</source>
      <translation>먼저 블록 하나를 선택하세요.</translation>
    </message>
    <message>
      <source>The canvas is empty.</source>
      <translation>캔버스가 비어 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>LessonCard</name>
    <message>
      <source>{line}. Opened before.</source>
      <translation>{line}. 열어 본 적이 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>LessonPanel</name>
    <message>
      <source>Next Lesson</source>
      <translation>다음 단원</translation>
    </message>
    <message>
      <source>Previous Lesson</source>
      <translation>이전 단원</translation>
    </message>
    <message>
      <source>There is no such lesson: open one of the course first.</source>
      <translation>그런 단원이 없습니다. 먼저 과정의 단원을 하나 여세요.</translation>
    </message>
    <message>
      <source>{number} of {all}</source>
      <translation>{number} / {all}</translation>
    </message>
  </context>
  <context>
    <name>Liveness</name>
    <message>
      <source>Bars of gradients</source>
      <translation>기울기 막대</translation>
    </message>
    <message>
      <source>Show activity</source>
      <translation>활동 보기</translation>
    </message>
    <message>
      <source>Thickness of wires by the weights</source>
      <translation>가중치에 따른 선의 굵기</translation>
    </message>
    <message>
      <source>Weights of small layers</source>
      <translation>작은 층의 가중치</translation>
    </message>
  </context>
  <context>
    <name>LossPanel</name>
    <message>
      <source>Accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <source>Draw over epochs instead of steps</source>
      <translation>스텝 대신 에포크를 축으로 그리기</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>Over Epochs</source>
      <translation>에포크로 그리기</translation>
    </message>
    <message>
      <source>Perplexity</source>
      <translation>혼란도</translation>
    </message>
    <message>
      <source>Press Train to see the loss fall.</source>
      <translation>학습을 누르면 손실이 떨어지는 것이 보입니다.</translation>
    </message>
    <message>
      <source>R²</source>
      <translation>R²</translation>
    </message>
    <message>
      <source>There is no accuracy for this loss: it is measured when classes are predicted.</source>
      <translation>이 손실에는 정확도가 없습니다. 정확도는 클래스를 예측할 때 잽니다.</translation>
    </message>
    <message>
      <source>axes</source>
      <translation>축</translation>
    </message>
    <message>
      <source>best: epoch {epoch}</source>
      <translation>최고: 에포크 {epoch}</translation>
    </message>
    <message>
      <source>epoch</source>
      <translation>에포크</translation>
    </message>
    <message>
      <source>epoch {number}</source>
      <translation>에포크 {number}</translation>
    </message>
    <message>
      <source>last epoch</source>
      <translation>마지막 에포크</translation>
    </message>
    <message>
      <source>last step</source>
      <translation>마지막 스텝</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>perplexity (symbols)</source>
      <translation>혼란도 (기호 수)</translation>
    </message>
    <message>
      <source>share right</source>
      <translation>맞힌 비율</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>검증</translation>
    </message>
    <message>
      <source>variance explained</source>
      <translation>설명한 분산</translation>
    </message>
    <message>
      <source>{loss}, best: epoch {epoch}</source>
      <translation>{loss}, 최고: 에포크 {epoch}</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>About visualnn</source>
      <translation>visualnn 정보</translation>
    </message>
    <message>
      <source>Blocks</source>
      <translation>블록</translation>
    </message>
    <message>
      <source>Distributions</source>
      <translation>분포</translation>
    </message>
    <message>
      <source>Doctor Report</source>
      <translation>진단 보고서</translation>
    </message>
    <message>
      <source>Gradients</source>
      <translation>기울기</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>속성</translation>
    </message>
    <message>
      <source>Lesson</source>
      <translation>단원</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>Predictions</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>Race</source>
      <translation>경주</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>학습 기록</translation>
    </message>
    <message>
      <source>Save Picture</source>
      <translation>그림 저장</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>단축키</translation>
    </message>
    <message>
      <source>The language changes when visualnn is started again.</source>
      <translation>언어는 visualnn을 다시 시작하면 바뀝니다.</translation>
    </message>
    <message>
      <source>Toolbar</source>
      <translation>도구 모음</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>값</translation>
    </message>
    <message>
      <source>Weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>an unsaved project</source>
      <translation>저장하지 않은 프로젝트</translation>
    </message>
    <message>
      <source>visualnn did not end well last time. Recover the changes to {name}?</source>
      <translation>지난번에 visualnn이 제대로 끝나지 않았습니다. {name}의 바뀐 내용을 복구할까요?</translation>
    </message>
  </context>
  <context>
    <name>Minimap</name>
    <message>
      <source>Minimap</source>
      <translation>미니맵</translation>
    </message>
  </context>
  <context>
    <name>MoveBlocks</name>
    <message>
      <source>Insert block</source>
      <translation>블록 끼워 넣기</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>이동</translation>
    </message>
  </context>
  <context>
    <name>NameEditor</name>
    <message>
      <source>Name</source>
      <translation>이름</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>이름 바꾸기</translation>
    </message>
  </context>
  <context>
    <name>Neurons</name>
    <message>
      <source>prediction</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>{layer}, neuron {number}</source>
      <translation>{layer}, 뉴런 {number}</translation>
    </message>
  </context>
  <context>
    <name>NoteEditor</name>
    <message>
      <source>Text of the comment</source>
      <translation>설명글 내용</translation>
    </message>
    <message>
      <source>Write</source>
      <translation>쓰기</translation>
    </message>
  </context>
  <context>
    <name>Notes</name>
    <message>
      <source>Lesson notes</source>
      <translation>단원 노트</translation>
    </message>
    <message>
      <source>This project has no lesson notes.</source>
      <translation>이 프로젝트에는 단원 노트가 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>Organise</name>
    <message>
      <source>Align</source>
      <translation>정렬</translation>
    </message>
    <message>
      <source>Align bottom edges</source>
      <translation>아래쪽 맞춤</translation>
    </message>
    <message>
      <source>Align centres</source>
      <translation>가로 가운데 맞춤</translation>
    </message>
    <message>
      <source>Align left edges</source>
      <translation>왼쪽 맞춤</translation>
    </message>
    <message>
      <source>Align middles</source>
      <translation>세로 가운데 맞춤</translation>
    </message>
    <message>
      <source>Align right edges</source>
      <translation>오른쪽 맞춤</translation>
    </message>
    <message>
      <source>Align top edges</source>
      <translation>위쪽 맞춤</translation>
    </message>
    <message>
      <source>Bypass</source>
      <translation>우회</translation>
    </message>
    <message>
      <source>Close group</source>
      <translation>그룹 닫기</translation>
    </message>
    <message>
      <source>Comment</source>
      <translation>설명글</translation>
    </message>
    <message>
      <source>Distribute</source>
      <translation>간격 맞춤</translation>
    </message>
    <message>
      <source>Distribute across</source>
      <translation>가로 간격 맞춤</translation>
    </message>
    <message>
      <source>Distribute down</source>
      <translation>세로 간격 맞춤</translation>
    </message>
    <message>
      <source>Frame</source>
      <translation>틀</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>그룹</translation>
    </message>
    <message>
      <source>Keep as my block</source>
      <translation>내 블록으로 보관</translation>
    </message>
    <message>
      <source>Open group</source>
      <translation>그룹 열기</translation>
    </message>
    <message>
      <source>Open or close group</source>
      <translation>그룹 열기/닫기</translation>
    </message>
    <message>
      <source>Select a block with one input and one output: others cannot be bypassed.</source>
      <translation>입력과 출력이 하나씩인 블록을 선택하세요. 다른 블록은 우회할 수 없습니다.</translation>
    </message>
    <message>
      <source>Select a group, or a block in one, first.</source>
      <translation>먼저 그룹이나 그룹 안의 블록을 선택하세요.</translation>
    </message>
    <message>
      <source>Select one group first: it is kept with all that is in it.</source>
      <translation>먼저 그룹 하나를 선택하세요. 그 안의 모든 것과 함께 보관됩니다.</translation>
    </message>
    <message>
      <source>Select the blocks to group first.</source>
      <translation>먼저 그룹으로 묶을 블록을 선택하세요.</translation>
    </message>
    <message>
      <source>Select three or more blocks first.</source>
      <translation>먼저 블록을 셋 이상 선택하세요.</translation>
    </message>
    <message>
      <source>Select two or more blocks first.</source>
      <translation>먼저 블록을 둘 이상 선택하세요.</translation>
    </message>
    <message>
      <source>Select what the frame is to go around first.</source>
      <translation>먼저 틀로 두를 것을 선택하세요.</translation>
    </message>
    <message>
      <source>Ungroup</source>
      <translation>그룹 풀기</translation>
    </message>
    <message>
      <source>Use again</source>
      <translation>다시 쓰기</translation>
    </message>
    <message>
      <source>group</source>
      <translation>그룹</translation>
    </message>
  </context>
  <context>
    <name>OwnData</name>
    <message>
      <source>All files</source>
      <translation>모든 파일</translation>
    </message>
    <message>
      <source>Change data</source>
      <translation>데이터 바꾸기</translation>
    </message>
    <message>
      <source>Choose a File of Data</source>
      <translation>데이터 파일 고르기</translation>
    </message>
    <message>
      <source>Choose a Folder of Data</source>
      <translation>데이터 폴더 고르기</translation>
    </message>
    <message>
      <source>Choose the Folder of the IDX Files</source>
      <translation>IDX 파일이 든 폴더 고르기</translation>
    </message>
    <message>
      <source>Tables, arrays and texts</source>
      <translation>표, 배열, 텍스트</translation>
    </message>
  </context>
  <context>
    <name>Pad</name>
    <message>
      <source>Clear</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>Look at a {split} picture, picked at random</source>
      <translation>무작위로 고른 {split} 그림 보기</translation>
    </message>
    <message>
      <source>Pick One</source>
      <translation>하나 고르기</translation>
    </message>
    <message>
      <source>Wipe the pad clean</source>
      <translation>그림판을 깨끗이 지웁니다</translation>
    </message>
    <message>
      <source>as the
network
sees it</source>
      <translation>신경망이
보는
모습</translation>
    </message>
    <message>
      <source>{split} picture {number}:
{label}</source>
      <translation>{split} 그림 {number}:
{label}</translation>
    </message>
  </context>
  <context>
    <name>Palette</name>
    <message>
      <source>My blocks</source>
      <translation>내 블록</translation>
    </message>
    <message>
      <source>Remove “{name}” from my blocks</source>
      <translation>내 블록에서 “{name}” 지우기</translation>
    </message>
    <message>
      <source>Search blocks</source>
      <translation>블록 검색</translation>
    </message>
    <message>
      <source>Your own block. Right-click to remove it from this list.</source>
      <translation>직접 만든 블록입니다. 오른쪽 버튼을 누르면 목록에서 지울 수 있습니다.</translation>
    </message>
  </context>
  <context>
    <name>Panel</name>
    <message>
      <source>Save a picture of what is shown, or copy its numbers</source>
      <translation>보이는 것을 그림으로 저장하거나 수를 복사합니다</translation>
    </message>
  </context>
  <context>
    <name>PathEditor</name>
    <message>
      <source>Browse…</source>
      <translation>찾아보기…</translation>
    </message>
    <message>
      <source>Choose a file</source>
      <translation>파일 선택</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>폴더 선택</translation>
    </message>
    <message>
      <source>File…</source>
      <translation>파일…</translation>
    </message>
    <message>
      <source>Folder…</source>
      <translation>폴더…</translation>
    </message>
    <message>
      <source>No file chosen</source>
      <translation>선택한 파일 없음</translation>
    </message>
    <message>
      <source>No folder chosen</source>
      <translation>선택한 폴더 없음</translation>
    </message>
  </context>
  <context>
    <name>PictureGrid</name>
    <message>
      <source>shows {label}</source>
      <translation>보이는 것: {label}</translation>
    </message>
  </context>
  <context>
    <name>Pictures</name>
    <message>
      <source>test</source>
      <translation>시험</translation>
    </message>
    <message>
      <source>training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>검증</translation>
    </message>
    <message>
      <source>{wrong} of {all} wrong, from {rows} {split} rows</source>
      <translation>{split} {rows}행 가운데 {all}장 중 {wrong}장 틀림</translation>
    </message>
    <message>
      <source>{wrong} of {all} {split} pictures wrong</source>
      <translation>{split} 그림 {all}개 중 {wrong}개 틀림</translation>
    </message>
  </context>
  <context>
    <name>Placing</name>
    <message>
      <source>Add %1</source>
      <translation>%1 추가</translation>
    </message>
  </context>
  <context>
    <name>Plot</name>
    <message>
      <source>Logarithmic Axis Below</source>
      <translation>아래 축을 로그로</translation>
    </message>
    <message>
      <source>Logarithmic Axis at the Left</source>
      <translation>왼쪽 축을 로그로</translation>
    </message>
    <message>
      <source>Show All</source>
      <translation>모두 보기</translation>
    </message>
    <message>
      <source>Small values get room</source>
      <translation>작은 값이 잘 보입니다</translation>
    </message>
    <message>
      <source>The beginning, where most happens, gets room</source>
      <translation>가장 많은 일이 일어나는 처음이 잘 보입니다</translation>
    </message>
    <message>
      <source>first {axis}</source>
      <translation>첫 {axis}</translation>
    </message>
    <message>
      <source>highest {axis}</source>
      <translation>최고 {axis}</translation>
    </message>
    <message>
      <source>last {axis}</source>
      <translation>마지막 {axis}</translation>
    </message>
    <message>
      <source>lowest {axis}</source>
      <translation>최저 {axis}</translation>
    </message>
    <message>
      <source>mean {axis}</source>
      <translation>평균 {axis}</translation>
    </message>
    <message>
      <source>{line}, smoothed</source>
      <translation>{line}, 평활</translation>
    </message>
  </context>
  <context>
    <name>PredictionsPanel</name>
    <message>
      <source>Loss block</source>
      <translation>손실 블록</translation>
    </message>
    <message>
      <source>The loss block whose predictions are shown</source>
      <translation>예측이 보이는 손실 블록</translation>
    </message>
    <message>
      <source>There is no view of this loss: views compare what is predicted from the rows of one data block with their targets.</source>
      <translation>이 손실에는 보일 것이 없습니다. 보기는 한 데이터 블록의 행에서 예측한 값을 그 목표와 비교합니다.</translation>
    </message>
    <message>
      <source>What the network predicts is shown here once it is ready to train.</source>
      <translation>신경망이 학습할 준비가 되면 여기에 예측이 보입니다.</translation>
    </message>
  </context>
  <context>
    <name>ProblemList</name>
    <message>
      <source>Click to go to the block</source>
      <translation>누르면 그 블록으로 갑니다</translation>
    </message>
    <message>
      <source>Problems of the network</source>
      <translation>신경망의 문제</translation>
    </message>
  </context>
  <context>
    <name>RaceActions</name>
    <message>
      <source>Pause the &amp;Race</source>
      <translation>경주 일시 정지(&amp;R)</translation>
    </message>
    <message>
      <source>Pause the race first.</source>
      <translation>먼저 경주를 일시 정지하세요.</translation>
    </message>
    <message>
      <source>Reset the Race</source>
      <translation>경주 초기화</translation>
    </message>
    <message>
      <source>Start &amp;Race</source>
      <translation>경주 시작(&amp;R)</translation>
    </message>
    <message>
      <source>Step of the Race</source>
      <translation>경주 한 스텝</translation>
    </message>
    <message>
      <source>There is no race yet.</source>
      <translation>아직 경주가 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>RaceCurves</name>
    <message>
      <source>Accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <source>Accuracy of each variant, {split}</source>
      <translation>후보마다의 정확도, {split}</translation>
    </message>
    <message>
      <source>Draw what the validation rows gave, epoch by epoch</source>
      <translation>검증 행에서 나온 것을 에포크마다 그립니다</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>Loss of each variant, {split}</source>
      <translation>후보마다의 손실, {split}</translation>
    </message>
    <message>
      <source>Press Start to let the variants learn side by side, from the same seed and data.</source>
      <translation>시작을 누르면 후보들이 같은 시드와 데이터로 나란히 배웁니다.</translation>
    </message>
    <message>
      <source>Smoothing</source>
      <translation>평활</translation>
    </message>
    <message>
      <source>Smoothing: exponential moving average</source>
      <translation>평활: 지수 이동 평균</translation>
    </message>
    <message>
      <source>There is nothing to draw yet: validation rows are looked at after every epoch.</source>
      <translation>아직 그릴 것이 없습니다. 검증 행은 에포크가 끝날 때마다 봅니다.</translation>
    </message>
    <message>
      <source>at {number}</source>
      <translation>{number}에서</translation>
    </message>
    <message>
      <source>axes</source>
      <translation>축</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>share right</source>
      <translation>맞힌 비율</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>검증</translation>
    </message>
  </context>
  <context>
    <name>RaceGradients</name>
    <message>
      <source>Gradient norm (L2) of each layer and variant, last step</source>
      <translation>층과 후보마다의 기울기 노름 (L2), 마지막 스텝</translation>
    </message>
    <message>
      <source>Gradient norm (L2) of each layer over the steps</source>
      <translation>스텝에 따른 층마다의 기울기 노름 (L2)</translation>
    </message>
    <message>
      <source>Press Start to see how much gradient reaches each layer of each variant.</source>
      <translation>시작을 누르면 후보마다 각 층에 기울기가 얼마나 이르는지 보입니다.</translation>
    </message>
    <message>
      <source>layer</source>
      <translation>층</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>variant</source>
      <translation>후보</translation>
    </message>
    <message>
      <source>variant: layer</source>
      <translation>후보: 층</translation>
    </message>
  </context>
  <context>
    <name>RacePanel</name>
    <message>
      <source>Add</source>
      <translation>추가</translation>
    </message>
    <message>
      <source>Add a variant</source>
      <translation>후보 추가</translation>
    </message>
    <message>
      <source>Back to the same initial weights</source>
      <translation>같은 초기 가중치로 돌아갑니다</translation>
    </message>
    <message>
      <source>Change a variant</source>
      <translation>후보 바꾸기</translation>
    </message>
    <message>
      <source>Curves</source>
      <translation>곡선</translation>
    </message>
    <message>
      <source>Draw the selected variant with what it has learned; can be undone</source>
      <translation>고른 후보를 배운 것과 함께 그립니다. 되돌릴 수 있습니다</translation>
    </message>
    <message>
      <source>Edited since: the next start begins a new race.</source>
      <translation>그 뒤에 고쳤습니다. 다음에 시작하면 새 경주가 열립니다.</translation>
    </message>
    <message>
      <source>Goal</source>
      <translation>목표</translation>
    </message>
    <message>
      <source>Gradients</source>
      <translation>기울기</translation>
    </message>
    <message>
      <source>Gradients Over Time</source>
      <translation>시간별 기울기</translation>
    </message>
    <message>
      <source>How long the race lasts at least, so that it can be watched</source>
      <translation>지켜볼 수 있게 경주가 적어도 얼마나 걸릴지</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>신경망</translation>
    </message>
    <message>
      <source>One step of every variant</source>
      <translation>모든 후보를 한 스텝씩</translation>
    </message>
    <message>
      <source>Others: double-click a variant and write</source>
      <translation>다른 값: 후보를 두 번 누르고 쓰세요</translation>
    </message>
    <message>
      <source>Pace</source>
      <translation>빠르기</translation>
    </message>
    <message>
      <source>Paths</source>
      <translation>경로</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>일시 정지</translation>
    </message>
    <message>
      <source>Race another network</source>
      <translation>다른 신경망으로 경주</translation>
    </message>
    <message>
      <source>Race another thing</source>
      <translation>다른 것으로 경주</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>빼기</translation>
    </message>
    <message>
      <source>Remove a variant</source>
      <translation>후보 빼기</translation>
    </message>
    <message>
      <source>Remove the variant that is selected</source>
      <translation>선택한 후보를 뺍니다</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>초기화</translation>
    </message>
    <message>
      <source>Save a picture of what is shown, or copy its numbers</source>
      <translation>보이는 것을 그림으로 저장하거나 수를 복사합니다</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>시작</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>한 스텝</translation>
    </message>
    <message>
      <source>The loss of which the table says how many steps it took; 0: half of the first</source>
      <translation>표에 몇 스텝 만에 이르렀는지 적을 손실. 0: 처음 손실의 절반</translation>
    </message>
    <message>
      <source>The one thing that differs from variant to variant</source>
      <translation>후보마다 다른 단 한 가지</translation>
    </message>
    <message>
      <source>Use This</source>
      <translation>이것 쓰기</translation>
    </message>
    <message>
      <source>What varies</source>
      <translation>겨룰 것</translation>
    </message>
    <message>
      <source>Which of the networks of the drawing is raced, by its loss</source>
      <translation>그림의 어느 신경망으로 경주할지, 그 손실로 고릅니다</translation>
    </message>
    <message>
      <source>full speed</source>
      <translation>최고 속도</translation>
    </message>
    <message>
      <source>goal ≤ </source>
      <translation>목표 ≤ </translation>
    </message>
    <message>
      <source>goal: half</source>
      <translation>목표: 절반</translation>
    </message>
    <message>
      <source>in {seconds} s</source>
      <translation>{seconds}초 동안</translation>
    </message>
  </context>
  <context>
    <name>RacePaths</name>
    <message>
      <source>Each variant is another function of its weights, so there is no slice of one loss. Race optimizers, learning rates, initialisers or dropout to see paths.</source>
      <translation>후보마다 가중치의 함수가 달라 한 손실의 단면이 없습니다. 경로를 보려면 최적화 방법, 학습률, 초기화 방법, 드롭아웃으로 겨루세요.</translation>
    </message>
    <message>
      <source>Loss of training rows, on a logarithmic scale</source>
      <translation>학습 행의 손실, 로그 눈금</translation>
    </message>
    <message>
      <source>No variant is left whose path could be drawn.</source>
      <translation>경로를 그릴 수 있는 변형이 남아 있지 않습니다.</translation>
    </message>
    <message>
      <source>Paths on a slice of the loss</source>
      <translation>손실 단면 위의 경로</translation>
    </message>
    <message>
      <source>Press Start to see which way each variant walks down the loss.</source>
      <translation>시작을 누르면 후보마다 손실을 어느 길로 내려가는지 보입니다.</translation>
    </message>
    <message>
      <source>The two directions in which the paths spread most, each with its share of their spread</source>
      <translation>경로들이 가장 넓게 퍼지는 두 방향과, 전체 퍼짐에서 각각이 차지하는 비율</translation>
    </message>
    <message>
      <source>This network has a single weight, so there is no plane to walk on.</source>
      <translation>이 신경망에는 가중치가 하나뿐이어서 경로를 그릴 평면이 없습니다.</translation>
    </message>
    <message>
      <source>This network has too many weights to keep the paths of all variants.</source>
      <translation>이 신경망은 가중치가 너무 많아 모든 후보의 경로를 간직할 수 없습니다.</translation>
    </message>
    <message>
      <source>principal direction {number}</source>
      <translation>주방향 {number}</translation>
    </message>
    <message>
      <source>principal direction {number} ({share})</source>
      <translation>주방향 {number} ({share})</translation>
    </message>
  </context>
  <context>
    <name>RaceTable</name>
    <message>
      <source>Mean over the last epoch</source>
      <translation>마지막 에포크의 평균</translation>
    </message>
    <message>
      <source>Of the last training step</source>
      <translation>마지막 학습 스텝의 값</translation>
    </message>
    <message>
      <source>On the validation rows</source>
      <translation>검증 행에서의 값</translation>
    </message>
    <message>
      <source>Standings</source>
      <translation>순위</translation>
    </message>
    <message>
      <source>Steps until the loss was at the goal: by default half of the lowest loss at the start</source>
      <translation>손실이 목표에 이를 때까지의 스텝. 목표는 따로 정하지 않으면 출발할 때 가장 낮은 손실의 절반입니다</translation>
    </message>
    <message>
      <source>accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <source>diverged at {step}</source>
      <translation>{step}에서 발산</translation>
    </message>
    <message>
      <source>dropped out</source>
      <translation>탈락</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>loss {goal}</source>
      <translation>손실 {goal}</translation>
    </message>
    <message>
      <source>step {number}</source>
      <translation>스텝 {number}</translation>
    </message>
    <message>
      <source>to goal</source>
      <translation>목표까지</translation>
    </message>
    <message>
      <source>variant</source>
      <translation>후보</translation>
    </message>
    <message>
      <source>{variant}: double-click to write another value</source>
      <translation>{variant}: 두 번 누르면 다른 값을 쓸 수 있습니다</translation>
    </message>
  </context>
  <context>
    <name>Racing</name>
    <message numerus="yes">
      <source>%n problem(s) in the network to solve first</source>
      <translation>
        <numerusform>먼저 풀어야 할 신경망의 문제 %n개</numerusform>
      </translation>
    </message>
    <message>
      <source>Use variant “{value}”</source>
      <translation>후보 “{value}” 쓰기</translation>
    </message>
    <message>
      <source>“{value}” is drawn, with the weights it has learned. Undo returns yours.</source>
      <translation>“{value}” 후보를 배운 가중치와 함께 그렸습니다. 실행 취소하면 원래대로 돌아갑니다.</translation>
    </message>
    <message>
      <source>“{value}” is drawn. It has learned nothing yet: start the race first for that.</source>
      <translation>“{value}” 후보를 그렸습니다. 아직 배운 것이 없습니다. 배운 가중치를 쓰려면 먼저 경주를 시작하세요.</translation>
    </message>
    <message>
      <source>“{value}” is drawn. What it learned does not fit the drawing: press Train.</source>
      <translation>“{value}” 후보를 그렸습니다. 배운 가중치가 그림과 맞지 않으니 학습을 누르세요.</translation>
    </message>
  </context>
  <context>
    <name>Ranges</name>
    <message>
      <source>Column</source>
      <translation>열</translation>
    </message>
    <message>
      <source>Highest</source>
      <translation>최댓값</translation>
    </message>
    <message>
      <source>Lowest</source>
      <translation>최솟값</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>평균</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>빠진 값</translation>
    </message>
    <message>
      <source>{count} categories</source>
      <translation>범주 {count}개</translation>
    </message>
  </context>
  <context>
    <name>Readings</name>
    <message>
      <source>Show values</source>
      <translation>값 보기</translation>
    </message>
    <message>
      <source>The canvas shows no values of rows of data.</source>
      <translation>캔버스에 데이터 행의 값이 보이지 않습니다.</translation>
    </message>
    <message>
      <source>The canvas shows no values: choose Values on the Canvas first.</source>
      <translation>캔버스에 값이 보이지 않습니다. 먼저 캔버스의 값을 고르세요.</translation>
    </message>
    <message>
      <source>Values Only After Run</source>
      <translation>실행한 뒤에만 값 보기</translation>
    </message>
    <message>
      <source>Values of the Next Row</source>
      <translation>다음 행의 값</translation>
    </message>
    <message>
      <source>Values of the Previous Row</source>
      <translation>이전 행의 값</translation>
    </message>
    <message>
      <source>Values on the Canvas</source>
      <translation>캔버스의 값</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>shape [{shape}], rank {rank}</source>
      <translation>모양 [{shape}], 랭크 {rank}</translation>
    </message>
  </context>
  <context>
    <name>Regression</name>
    <message>
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <source>Predicted against true</source>
      <translation>예측값과 참값</translation>
    </message>
    <message>
      <source>Residuals</source>
      <translation>잔차</translation>
    </message>
    <message>
      <source>Which of the predicted numbers is shown</source>
      <translation>예측한 수 가운데 어느 것을 보일지</translation>
    </message>
    <message>
      <source>ideal</source>
      <translation>이상적인 선</translation>
    </message>
    <message>
      <source>predicted</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>rows</source>
      <translation>행</translation>
    </message>
    <message>
      <source>true</source>
      <translation>참값</translation>
    </message>
    <message>
      <source>true - predicted</source>
      <translation>참값 - 예측값</translation>
    </message>
    <message>
      <source>{broken} of {rows} {split} rows: no finite prediction</source>
      <translation>{split} 행 {rows}개 중 {broken}개: 유한한 예측값 없음</translation>
    </message>
    <message>
      <source>{rows} {split} rows: root mean squared error {error}, R² {r2}</source>
      <translation>{split} 행 {rows}개: 평균 제곱근 오차 {error}, R² {r2}</translation>
    </message>
  </context>
  <context>
    <name>ResizeArea</name>
    <message>
      <source>Resize</source>
      <translation>크기 바꾸기</translation>
    </message>
  </context>
  <context>
    <name>RowStepper</name>
    <message>
      <source> of {rows}</source>
      <translation> / {rows}</translation>
    </message>
    <message>
      <source>Row whose values are shown</source>
      <translation>값이 보이는 행</translation>
    </message>
    <message>
      <source>The row of the training data that goes through the network; 0: several together</source>
      <translation>신경망을 지나가는 학습 데이터의 행. 0: 여럿 함께</translation>
    </message>
    <message>
      <source>all rows</source>
      <translation>모든 행</translation>
    </message>
    <message>
      <source>row </source>
      <translation>행 </translation>
    </message>
    <message>
      <source>rows 1 to {count}</source>
      <translation>행 1–{count}</translation>
    </message>
  </context>
  <context>
    <name>RunView</name>
    <message>
      <source>Runs</source>
      <translation>학습 기록</translation>
    </message>
  </context>
  <context>
    <name>RunsPanel</name>
    <message>
      <source>&amp;Bring Back Deleted Runs</source>
      <translation>지운 기록 되살리기(&amp;B)</translation>
    </message>
    <message>
      <source>&amp;Compare Runs</source>
      <translation>기록 비교(&amp;C)</translation>
    </message>
    <message>
      <source>&amp;Delete Runs</source>
      <translation>기록 지우기(&amp;D)</translation>
    </message>
    <message>
      <source>&amp;Export Runs as CSV…</source>
      <translation>기록을 CSV로 내보내기(&amp;E)…</translation>
    </message>
    <message>
      <source>&amp;Sort By</source>
      <translation>정렬 기준(&amp;S)</translation>
    </message>
    <message>
      <source>Actions of runs</source>
      <translation>학습 기록 명령</translation>
    </message>
    <message>
      <source>All</source>
      <translation>모두</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>비교</translation>
    </message>
    <message>
      <source>Export Runs</source>
      <translation>기록 내보내기</translation>
    </message>
    <message>
      <source>Filter</source>
      <translation>거르기</translation>
    </message>
    <message>
      <source>Filter runs</source>
      <translation>학습 기록 거르기</translation>
    </message>
    <message>
      <source>No run matches. Take the filter away, or choose All.</source>
      <translation>맞는 기록이 없습니다. 거르기를 지우거나 모두를 고르세요.</translation>
    </message>
    <message>
      <source>No run was deleted since the program started.</source>
      <translation>프로그램을 시작한 뒤 지운 기록이 없습니다.</translation>
    </message>
    <message>
      <source>Nothing differs between these runs.</source>
      <translation>이 기록들은 서로 다른 점이 없습니다.</translation>
    </message>
    <message>
      <source>Press Train: every training is kept here, with its network, settings, curves and weights.</source>
      <translation>학습을 누르세요. 학습할 때마다 신경망, 설정, 곡선, 가중치가 여기에 보관됩니다.</translation>
    </message>
    <message>
      <source>Re&amp;name Run</source>
      <translation>기록 이름 바꾸기(&amp;N)</translation>
    </message>
    <message>
      <source>Restart From Same &amp;Initial Weights</source>
      <translation>같은 초기 가중치로 다시 시작(&amp;I)</translation>
    </message>
    <message>
      <source>Restore &amp;Network of Run</source>
      <translation>기록의 신경망 되돌리기(&amp;N)</translation>
    </message>
    <message>
      <source>Restore {run}</source>
      <translation>{run} 되돌리기</translation>
    </message>
    <message>
      <source>Select one run in the table first.</source>
      <translation>먼저 표에서 기록 하나를 선택하세요.</translation>
    </message>
    <message>
      <source>Select runs in the table first.</source>
      <translation>먼저 표에서 기록을 선택하세요.</translation>
    </message>
    <message>
      <source>Select two or more runs in the table (Ctrl+click) to see what differs.</source>
      <translation>무엇이 다른지 보려면 표에서 기록을 둘 이상 선택하세요(Ctrl+누르기).</translation>
    </message>
    <message>
      <source>Select two or more runs in the table first.</source>
      <translation>먼저 표에서 기록을 둘 이상 선택하세요.</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>표</translation>
    </message>
    <message>
      <source>The network of {run} is back, but not the weights it had learned. Undo returns yours.</source>
      <translation>{run}의 신경망을 되돌렸지만, 학습한 가중치는 되돌리지 못했습니다. 실행 취소하면 원래 신경망이 돌아옵니다.</translation>
    </message>
    <message>
      <source>The network of {run} is back, with the weights it had learned. Undo returns yours.</source>
      <translation>{run}의 신경망을 배운 가중치와 함께 되돌렸습니다. 실행 취소하면 원래 신경망으로 돌아갑니다.</translation>
    </message>
    <message>
      <source>The weights of {run} do not fit this network: restore its network first.</source>
      <translation>{run}의 가중치가 이 신경망에 맞지 않습니다. 먼저 그 기록의 신경망을 되돌리세요.</translation>
    </message>
    <message>
      <source>There are no runs yet.</source>
      <translation>아직 학습 기록이 없습니다.</translation>
    </message>
    <message>
      <source>This document</source>
      <translation>이 문서</translation>
    </message>
    <message>
      <source>Train the network as it is now from the weights that this run began with</source>
      <translation>지금의 신경망을 이 기록이 시작한 가중치부터 학습시킵니다</translation>
    </message>
    <message>
      <source>What can be done with runs</source>
      <translation>학습 기록으로 할 수 있는 일</translation>
    </message>
    <message>
      <source>{size} of {limit} are taken; the oldest runs without a name go first.</source>
      <translation>{limit} 중 {size}을(를) 썼습니다. 이름 없는 가장 오래된 기록부터 지웁니다.</translation>
    </message>
  </context>
  <context>
    <name>Scene</name>
    <message numerus="yes">
      <source>%n params</source>
      <translation>
        <numerusform>파라미터 %n개</numerusform>
      </translation>
    </message>
    <message>
      <source>1 block</source>
      <translation>블록 1개</translation>
    </message>
    <message>
      <source>1 param</source>
      <translation>파라미터 1개</translation>
    </message>
    <message>
      <source>bypassed</source>
      <translation>우회함</translation>
    </message>
    <message>
      <source>{count} blocks</source>
      <translation>블록 {count}개</translation>
    </message>
  </context>
  <context>
    <name>Shares</name>
    <message>
      <source>Probability</source>
      <translation>확률</translation>
    </message>
  </context>
  <context>
    <name>Sheet</name>
    <message>
      <source>Clear</source>
      <translation>지우기</translation>
    </message>
    <message>
      <source>Draw here with the mouse.</source>
      <translation>여기에 마우스로 그리세요.</translation>
    </message>
    <message>
      <source>Pad to draw on</source>
      <translation>그림판</translation>
    </message>
  </context>
  <context>
    <name>Shelf</name>
    <message>
      <source>No lesson has all these words.</source>
      <translation>이 낱말이 모두 들어 있는 단원이 없습니다.</translation>
    </message>
  </context>
  <context>
    <name>SmoothingSlider</name>
    <message>
      <source>Smoothing</source>
      <translation>평활</translation>
    </message>
    <message>
      <source>Smoothing: exponential moving average</source>
      <translation>평활: 지수 이동 평균</translation>
    </message>
  </context>
  <context>
    <name>SourcePreview</name>
    <message>
      <source>Judged by the beginning of a large file.</source>
      <translation>큰 파일은 앞부분으로 판단했습니다.</translation>
    </message>
    <message>
      <source>Looking at the data…</source>
      <translation>데이터를 살펴보는 중…</translation>
    </message>
    <message>
      <source>{count} for the test</source>
      <translation>시험용 {count}개</translation>
    </message>
    <message>
      <source>{count} for validation</source>
      <translation>검증용 {count}개</translation>
    </message>
    <message>
      <source>{count} rows for training</source>
      <translation>학습용 행 {count}개</translation>
    </message>
  </context>
  <context>
    <name>Spread</name>
    <message>
      <source>How often each value of the target comes</source>
      <translation>목표값마다 나오는 횟수</translation>
    </message>
  </context>
  <context>
    <name>Status</name>
    <message>
      <source>Paused</source>
      <translation>일시 정지됨</translation>
    </message>
    <message>
      <source>Paused, with the weights of epoch {epoch}</source>
      <translation>일시 정지됨, 에포크 {epoch}의 가중치</translation>
    </message>
    <message>
      <source>Preparing</source>
      <translation>준비 중</translation>
    </message>
    <message>
      <source>Racing</source>
      <translation>경주 중</translation>
    </message>
    <message>
      <source>Ready to run</source>
      <translation>실행 준비 완료</translation>
    </message>
    <message>
      <source>Ready to train</source>
      <translation>학습 준비 완료</translation>
    </message>
    <message>
      <source>The network cannot be trained</source>
      <translation>신경망을 학습시킬 수 없습니다</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>Training finished</source>
      <translation>학습 끝</translation>
    </message>
    <message>
      <source>epoch {epoch}</source>
      <translation>에포크 {epoch}</translation>
    </message>
    <message>
      <source>step {step}</source>
      <translation>스텝 {step}</translation>
    </message>
    <message>
      <source>{count:,} parameters</source>
      <translation>파라미터 {count:,}개</translation>
    </message>
    <message>
      <source>{speed} steps/s</source>
      <translation>초당 {speed}스텝</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>{time} 남음</translation>
    </message>
  </context>
  <context>
    <name>StopButton</name>
    <message>
      <source>End training early: at a loss, an accuracy, an epoch, or when it no longer improves</source>
      <translation>손실, 정확도, 에포크에 이르거나 더 나아지지 않으면 학습을 일찍 끝냅니다</translation>
    </message>
    <message>
      <source>stop at…</source>
      <translation>멈출 때…</translation>
    </message>
    <message>
      <source>stop at… ({count})</source>
      <translation>멈출 때… ({count})</translation>
    </message>
  </context>
  <context>
    <name>StopForm</name>
    <message>
      <source> %</source>
      <translation> %</translation>
    </message>
    <message>
      <source> epochs</source>
      <translation> 에포크</translation>
    </message>
    <message>
      <source>&lt;b&gt;Stop when&lt;/b&gt;</source>
      <translation>&lt;b&gt;멈출 때&lt;/b&gt;</translation>
    </message>
    <message>
      <source>Conditions to stop</source>
      <translation>멈출 조건</translation>
    </message>
    <message>
      <source>Judged at the end of every epoch, on the validation rows where there are any, else on the others.</source>
      <translation>에포크가 끝날 때마다 판단합니다. 검증 행이 있으면 그것으로, 없으면 나머지로 봅니다.</translation>
    </message>
    <message>
      <source>There are several losses: the sum of all losses is judged, and the lowest of the accuracies.</source>
      <translation>손실이 여러 개입니다. 모든 손실의 합과 가장 낮은 정확도로 판단합니다.</translation>
    </message>
    <message>
      <source>There is no accuracy for this loss: it is measured when classes are predicted.</source>
      <translation>이 손실에는 정확도가 없습니다. 정확도는 클래스를 예측할 때 잽니다.</translation>
    </message>
    <message>
      <source>When the loss no longer falls, the network gets the weights back that it had when it was lowest.</source>
      <translation>손실이 더 떨어지지 않으면, 손실이 가장 낮았을 때의 가중치를 신경망에 되돌립니다.</translation>
    </message>
    <message>
      <source>the accuracy is at least</source>
      <translation>정확도가 이 값 이상일 때</translation>
    </message>
    <message>
      <source>the loss has not fallen for</source>
      <translation>손실이 떨어지지 않은 지</translation>
    </message>
    <message>
      <source>the loss is at most</source>
      <translation>손실이 이 값 이하일 때</translation>
    </message>
    <message>
      <source>then take the weights of the best epoch</source>
      <translation>그러면 최고 에포크의 가중치 쓰기</translation>
    </message>
    <message>
      <source>this epoch is over</source>
      <translation>이 에포크가 끝났을 때</translation>
    </message>
  </context>
  <context>
    <name>Summary</name>
    <message>
      <source>Nothing is selected. N goes to the next block, Tab adds one.</source>
      <translation>선택한 것이 없습니다. N은 다음 블록으로 가고, Tab은 블록을 추가합니다.</translation>
    </message>
    <message>
      <source>Read by {blocks}.</source>
      <translation>읽는 블록: {blocks}.</translation>
    </message>
    <message>
      <source>Reads {blocks}.</source>
      <translation>입력: {blocks}.</translation>
    </message>
    <message>
      <source>Selected: {block}.</source>
      <translation>선택됨: {block}.</translation>
    </message>
    <message>
      <source>{blocks} blocks, {wires} wires, {problems} problems.</source>
      <translation>블록 {blocks}개, 선 {wires}개, 문제 {problems}개.</translation>
    </message>
    <message>
      <source>{count} selected: {names}.</source>
      <translation>{count}개 선택됨: {names}.</translation>
    </message>
  </context>
  <context>
    <name>Surface</name>
    <message>
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <source>Prediction over both inputs</source>
      <translation>두 입력에 대한 예측</translation>
    </message>
  </context>
  <context>
    <name>TableEditor</name>
    <message>
      <source>Add a row below the current one</source>
      <translation>현재 행 아래에 행 추가</translation>
    </message>
    <message>
      <source>Add an input column</source>
      <translation>입력 열 추가</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>열</translation>
    </message>
    <message>
      <source>Double-click to rename the column</source>
      <translation>두 번 누르면 열 이름을 바꿉니다</translation>
    </message>
    <message>
      <source>How many of the last columns are targets</source>
      <translation>마지막 열 중 몇 개가 목표값인지</translation>
    </message>
    <message>
      <source>Name:</source>
      <translation>이름:</translation>
    </message>
    <message>
      <source>Remove the current column</source>
      <translation>현재 열 지우기</translation>
    </message>
    <message>
      <source>Remove the current row</source>
      <translation>현재 행 지우기</translation>
    </message>
    <message>
      <source>Row</source>
      <translation>행</translation>
    </message>
    <message>
      <source>Target columns</source>
      <translation>목표값 열</translation>
    </message>
  </context>
  <context>
    <name>TextDialog</name>
    <message>
      <source>Copy</source>
      <translation>복사</translation>
    </message>
  </context>
  <context>
    <name>TextStrip</name>
    <message>
      <source>Window</source>
      <translation>창</translation>
    </message>
    <message>
      <source>window</source>
      <translation>창</translation>
    </message>
    <message>
      <source>window {number}: {summary}</source>
      <translation>창 {number}: {summary}</translation>
    </message>
    <message>
      <source>{right} of {all} right: predicted “{said}”</source>
      <translation>{all}개 중 {right}개 맞음: “{said}”(으)로 예측</translation>
    </message>
  </context>
  <context>
    <name>Tiles</name>
    <message>
      <source>What each neuron answers over {across} (across) and {up} (up)</source>
      <translation>{across}(가로)와 {up}(세로)에 대한 각 뉴런의 답</translation>
    </message>
  </context>
  <context>
    <name>Timeline</name>
    <message>
      <source>&amp;Earlier Step</source>
      <translation>이전 스텝(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Go On From Here</source>
      <translation>여기서 계속(&amp;G)</translation>
    </message>
    <message>
      <source>&amp;Later Step</source>
      <translation>다음 스텝(&amp;L)</translation>
    </message>
    <message>
      <source>Back to &amp;Now</source>
      <translation>지금으로(&amp;N)</translation>
    </message>
    <message>
      <source>Back to an earlier step: everything shows the network as it was then</source>
      <translation>이전 스텝으로 돌아가면 모든 곳에 그때의 신경망이 보입니다</translation>
    </message>
    <message>
      <source>Go back to an earlier step first, with the time slider.</source>
      <translation>먼저 시간 막대로 이전 스텝에 가세요.</translation>
    </message>
    <message>
      <source>Show the network again as it is now</source>
      <translation>지금의 신경망을 다시 보입니다</translation>
    </message>
    <message>
      <source>This is the last step.</source>
      <translation>마지막 스텝입니다.</translation>
    </message>
    <message>
      <source>This network is too large for its earlier steps to be kept: they would fill the memory.</source>
      <translation>이 신경망은 너무 커서 앞선 스텝을 간직할 수 없습니다. 메모리가 가득 찰 것입니다.</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>시간 막대</translation>
    </message>
    <message>
      <source>Train first: then the steps that were kept can be visited again.</source>
      <translation>먼저 학습하세요. 그러면 보관된 스텝으로 다시 갈 수 있습니다.</translation>
    </message>
    <message>
      <source>Train on from the step that is shown, as another run; what came after it is given up</source>
      <translation>보이는 스텝부터 새 학습 기록으로 이어서 학습합니다. 그 뒤의 것은 버립니다</translation>
    </message>
    <message>
      <source>now</source>
      <translation>지금</translation>
    </message>
    <message>
      <source>step {step} of {all}</source>
      <translation>스텝 {step} / {all}</translation>
    </message>
  </context>
  <context>
    <name>Trainer</name>
    <message numerus="yes">
      <source>%n problem(s) in the network to solve first</source>
      <translation>
        <numerusform>먼저 풀어야 할 신경망의 문제 %n개</numerusform>
      </translation>
    </message>
    <message>
      <source>Preparing the network</source>
      <translation>신경망을 준비하는 중</translation>
    </message>
  </context>
  <context>
    <name>TrainingPage</name>
    <message>
      <source>Training</source>
      <translation>학습</translation>
    </message>
    <message>
      <source>Training settings</source>
      <translation>학습 설정</translation>
    </message>
    <message>
      <source>all</source>
      <translation>전체</translation>
    </message>
    <message>
      <source>automatic</source>
      <translation>자동</translation>
    </message>
    <message>
      <source>by epochs</source>
      <translation>에포크를 따름</translation>
    </message>
    <message>
      <source>by length</source>
      <translation>길이를 따름</translation>
    </message>
    <message>
      <source>none</source>
      <translation>없음</translation>
    </message>
    <message>
      <source>{blocks} blocks, {count} trainable parameters ({memory})</source>
      <translation>블록 {blocks}개, 학습되는 파라미터 {count}개 ({memory})</translation>
    </message>
    <message>
      <source>{memory} for each row</source>
      <translation>행마다 {memory}</translation>
    </message>
    <message>
      <source>{memory} of values and gradients a batch</source>
      <translation>배치마다 값과 기울기 {memory}</translation>
    </message>
    <message>
      <source>{name} must be a number above 0 and at most {maximum}.</source>
      <translation>{name}은(는) 0보다 크고 {maximum} 이하인 수여야 합니다.</translation>
    </message>
    <message>
      <source>{name} must be a number from {minimum} to {maximum}.</source>
      <translation>{name}은(는) {minimum}부터 {maximum}까지의 수여야 합니다.</translation>
    </message>
  </context>
  <context>
    <name>TruthTable</name>
    <message>
      <source>Targets and predictions</source>
      <translation>목표값과 예측</translation>
    </message>
    <message>
      <source>predicted</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>probability</source>
      <translation>확률</translation>
    </message>
    <message>
      <source>{name}, predicted</source>
      <translation>{name}, 예측</translation>
    </message>
    <message>
      <source>{name}, true</source>
      <translation>{name}, 참값</translation>
    </message>
    <message>
      <source>{rows} {split} rows</source>
      <translation>{split} 행 {rows}개</translation>
    </message>
    <message>
      <source>{rows} {split} rows, as the data block scales them</source>
      <translation>{split} 행 {rows}개, 데이터 블록이 조정한 값</translation>
    </message>
  </context>
  <context>
    <name>ValuesPanel</name>
    <message>
      <source>A truth table is shown of small networks whose rows are vectors.</source>
      <translation>진리표는 행이 벡터인 작은 신경망에서 보입니다.</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>답</translation>
    </message>
    <message>
      <source>Blocks</source>
      <translation>블록</translation>
    </message>
    <message>
      <source>Example</source>
      <translation>예시</translation>
    </message>
    <message>
      <source>Gradient</source>
      <translation>기울기</translation>
    </message>
    <message>
      <source>Not run yet.</source>
      <translation>아직 실행하지 않았습니다.</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <source>Rank</source>
      <translation>랭크</translation>
    </message>
    <message>
      <source>Shape</source>
      <translation>모양</translation>
    </message>
    <message>
      <source>The block whose answers the table ends with</source>
      <translation>표의 끝에 답이 오는 블록</translation>
    </message>
    <message>
      <source>Truth table</source>
      <translation>진리표</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>값</translation>
    </message>
    <message>
      <source>Values</source>
      <translation>값</translation>
    </message>
    <message>
      <source>Values appear when the network is ready.</source>
      <translation>신경망이 준비되면 값이 나타납니다.</translation>
    </message>
    <message>
      <source>What is wrong is listed under Problems.</source>
      <translation>무엇이 잘못되었는지는 문제 목록에 있습니다.</translation>
    </message>
    <message>
      <source>example</source>
      <translation>예시</translation>
    </message>
    <message>
      <source>{name}, sum</source>
      <translation>{name}, 합</translation>
    </message>
  </context>
  <context>
    <name>Wave</name>
    <message>
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <source>True and predicted values</source>
      <translation>참값과 예측값</translation>
    </message>
    <message>
      <source>Which of the predicted numbers is shown</source>
      <translation>예측한 수 가운데 어느 것을 보일지</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>창</translation>
    </message>
    <message>
      <source>predicted</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>step</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>step {step}</source>
      <translation>스텝 {step}</translation>
    </message>
    <message>
      <source>true</source>
      <translation>참값</translation>
    </message>
    <message>
      <source>value</source>
      <translation>값</translation>
    </message>
    <message>
      <source>{split} window</source>
      <translation>{split} 창</translation>
    </message>
  </context>
  <context>
    <name>WeightField</name>
    <message>
      <source>Weight</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>“{text}” is no weight: type a number like 0.5 or 1e-3, between -3.4e38 and 3.4e38.</source>
      <translation>“{text}”은(는) 가중치로 쓸 수 없습니다. 0.5나 1e-3처럼 -3.4e38에서 3.4e38 사이의 수를 입력하세요.</translation>
    </message>
  </context>
  <context>
    <name>WeightPictures</name>
    <message>
      <source>Weights of {count} neurons, from {low:.2g} to {high:.2g}</source>
      <translation>뉴런 {count}개의 가중치, {low:.2g}부터 {high:.2g}까지</translation>
    </message>
    <message>
      <source>neuron {number}</source>
      <translation>뉴런 {number}</translation>
    </message>
  </context>
  <context>
    <name>Weights</name>
    <message>
      <source>Export Weights</source>
      <translation>가중치 내보내기</translation>
    </message>
    <message>
      <source>Import Weights</source>
      <translation>가중치 가져오기</translation>
    </message>
  </context>
  <context>
    <name>WeightsPanel</name>
    <message>
      <source>Map</source>
      <translation>지도</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>그림</translation>
    </message>
    <message>
      <source>Redo the last weight that was taken back</source>
      <translation>마지막으로 되돌린 가중치를 다시 정합니다</translation>
    </message>
    <message>
      <source>The array of weights that is shown</source>
      <translation>보이는 가중치 배열</translation>
    </message>
    <message>
      <source>The weights are shown here once the network is ready to train.</source>
      <translation>신경망이 학습할 준비가 되면 여기에 가중치가 보입니다.</translation>
    </message>
    <message>
      <source>Undo the last weight that was set by hand</source>
      <translation>마지막으로 손수 정한 가중치를 되돌립니다</translation>
    </message>
    <message>
      <source>Weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>as it was; go back to now to set a weight</source>
      <translation>그때의 모습입니다. 가중치를 정하려면 지금으로 돌아가세요</translation>
    </message>
    <message>
      <source>click on a weight to set it</source>
      <translation>가중치를 눌러 값을 정하세요</translation>
    </message>
    <message>
      <source>input</source>
      <translation>입력</translation>
    </message>
    <message>
      <source>loss now {now}, in the last step {before}</source>
      <translation>현재 손실 {now}, 마지막 스텝에서는 {before}</translation>
    </message>
    <message>
      <source>pause to set a weight</source>
      <translation>가중치를 정하려면 잠시 멈추세요</translation>
    </message>
    <message>
      <source>set again</source>
      <translation>다시 정하기</translation>
    </message>
    <message>
      <source>take back</source>
      <translation>되돌리기</translation>
    </message>
    <message>
      <source>{name}: {kind}, {shape}</source>
      <translation>{name}: {kind}, {shape}</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>A course in neural networks</source>
      <translation>신경망 배우기</translation>
    </message>
    <message>
      <source>Back to the network</source>
      <translation>신경망으로 돌아가기</translation>
    </message>
    <message>
      <source>Draw a neural network, train it on your own CPU and see inside it while it learns.</source>
      <translation>신경망을 그리고, 내 CPU로 학습시키고, 배우는 동안 그 속을 들여다보세요.</translation>
    </message>
    <message>
      <source>My own data…</source>
      <translation>내 데이터…</translation>
    </message>
    <message>
      <source>New empty network</source>
      <translation>새 빈 신경망</translation>
    </message>
    <message>
      <source>Not saved last time</source>
      <translation>지난번에 저장하지 않은 것</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>열기…</translation>
    </message>
    <message>
      <source>Recent files</source>
      <translation>최근 파일</translation>
    </message>
    <message>
      <source>Recover {name}</source>
      <translation>{name} 복구</translation>
    </message>
    <message>
      <source>Search lessons</source>
      <translation>단원 검색</translation>
    </message>
    <message>
      <source>Show this page at the start</source>
      <translation>시작할 때 이 화면 보기</translation>
    </message>
    <message>
      <source>Welcome</source>
      <translation>시작 화면</translation>
    </message>
    <message>
      <source>an unsaved project</source>
      <translation>저장하지 않은 프로젝트</translation>
    </message>
    <message>
      <source>visualnn did not end well. What is not recovered is offered again.</source>
      <translation>지난번에 visualnn이 제대로 끝나지 않았습니다. 복구하지 않은 것은 다음에 다시 보여 드립니다.</translation>
    </message>
    <message>
      <source>{opened} of {all} lessons opened</source>
      <translation>단원 {all}개 중 {opened}개를 열어 봄</translation>
    </message>
  </context>
  <context>
    <name>Writing</name>
    <message>
      <source>Again</source>
      <translation>다시</translation>
    </message>
    <message>
      <source>Draw other characters</source>
      <translation>다른 글자로 다시 뽑기</translation>
    </message>
    <message>
      <source>How many characters are written</source>
      <translation>쓸 글자 수</translation>
    </message>
    <message>
      <source>Low: the most probable character is taken. 1: as predicted. High: surprises.</source>
      <translation>낮으면 가장 그럴듯한 글자를 고릅니다. 1이면 예측한 대로, 높으면 뜻밖의 글자가 나옵니다.</translation>
    </message>
    <message>
      <source>Text to go on with</source>
      <translation>이어 쓸 글</translation>
    </message>
    <message>
      <source>The network has not read “{characters}”.</source>
      <translation>신경망이 “{characters}”을(를) 읽은 적이 없습니다.</translation>
    </message>
    <message>
      <source>The text to go on with</source>
      <translation>이어 쓸 글</translation>
    </message>
    <message>
      <source>Write at least one character to go on with.</source>
      <translation>이어 쓸 글자를 하나 이상 쓰세요.</translation>
    </message>
    <message>
      <source>temperature {value}</source>
      <translation>온도 {value}</translation>
    </message>
  </context>
  <context>
    <name>_Columns</name>
    <message>
      <source>hidden state: {values}</source>
      <translation>은닉 상태: {values}</translation>
    </message>
  </context>
  <context>
    <name>_Names</name>
    <message>
      <source>Tick it if its numbers only name things, as a postcode does</source>
      <translation>우편번호처럼 수가 이름일 뿐이면 표시하세요</translation>
    </message>
  </context>
  <context>
    <name>_Text</name>
    <message>
      <source>Written text</source>
      <translation>이어 쓴 글</translation>
    </message>
  </context>
  <context>
    <name>_Tree</name>
    <message>
      <source>Blocks</source>
      <translation>블록</translation>
    </message>
  </context>
  <context>
    <name>blocks</name>
    <message>
      <source>%1 characters</source>
      <translation>%1글자</translation>
    </message>
    <message>
      <source>%1 filters %2 x %3</source>
      <translation>필터 %1개 %2 x %3</translation>
    </message>
    <message>
      <source>%1 numbers a symbol</source>
      <translation>기호마다 수 %1개</translation>
    </message>
    <message>
      <source>%1 rows</source>
      <translation>%1행</translation>
    </message>
    <message>
      <source>%1 units</source>
      <translation>유닛 %1개</translation>
    </message>
    <message>
      <source>%1 units, relu</source>
      <translation>유닛 %1개, relu</translation>
    </message>
    <message>
      <source>%1 units, tanh</source>
      <translation>유닛 %1개, tanh</translation>
    </message>
    <message>
      <source>%1 x %2, %3 classes</source>
      <translation>%1 x %2, 클래스 %3개</translation>
    </message>
    <message>
      <source>0 or 1</source>
      <translation>0 또는 1</translation>
    </message>
    <message>
      <source>1,5</source>
      <translation>1,5</translation>
    </message>
    <message>
      <source>1,797 handwritten digits, 8 x 8 points each, from 0 (white) to 1 (black). They come with the program and need no network. (Alpaydin &amp; Kaynak 1998, UCI machine learning repository)</source>
      <translation>손글씨 숫자 1,797개, 각각 8 x 8점, 0(흰색)에서 1(검은색)까지. 프로그램에 들어 있어 네트워크가 필요 없습니다. (Alpaydin &amp; Kaynak 1998, UCI machine learning repository)</translation>
    </message>
    <message>
      <source>1.5</source>
      <translation>1.5</translation>
    </message>
    <message>
      <source>A category of its own</source>
      <translation>독립된 범주</translation>
    </message>
    <message>
      <source>A layer of neurons. Each unit multiplies every input by a weight of its own, adds them up and adds a bias. On a sequence it does so at each step with the same weights.</source>
      <translation>뉴런의 층. 유닛마다 모든 입력에 자기 가중치를 곱해 더하고 편향을 더합니다. 시퀀스에서는 스텝마다 같은 가중치로 계산합니다.</translation>
    </message>
    <message>
      <source>A number, a vector, a matrix or more, written in square brackets. Training never changes it.</source>
      <translation>대괄호로 쓴 수, 벡터, 행렬 또는 그 이상. 학습해도 바뀌지 않습니다.</translation>
    </message>
    <message>
      <source>A small table of numbers. The last columns are the targets (y), the others the inputs (x).</source>
      <translation>작은 수의 표. 마지막 열들이 목표값(y), 나머지가 입력(x)입니다.</translation>
    </message>
    <message>
      <source>A table from a file: CSV or TSV, Excel, or Parquet. Columns of numbers are taken as they are, columns of texts one-hot: a number for each category. A target that is a category becomes the class to predict.</source>
      <translation>파일에서 읽은 표: CSV나 TSV, Excel, Parquet. 수인 열은 그대로, 글인 열은 원-핫으로(범주마다 수 하나) 씁니다. 목표값이 범주이면 예측할 클래스가 됩니다.</translation>
    </message>
    <message>
      <source>A tensor whose numbers are initialised when training is reset and changed by every step: a weight matrix, a bias. A Dense block holds two of them.</source>
      <translation>학습을 초기화하면 새로 정해지고 스텝마다 바뀌는 텐서: 가중치 행렬이나 편향. Dense 블록에는 둘이 들어 있습니다.</translation>
    </message>
    <message>
      <source>A text file to take the text from.</source>
      <translation>글을 가져올 텍스트 파일.</translation>
    </message>
    <message>
      <source>AND</source>
      <translation>AND</translation>
    </message>
    <message>
      <source>Activation</source>
      <translation>활성화 함수</translation>
    </message>
    <message>
      <source>Adadelta</source>
      <translation>Adadelta</translation>
    </message>
    <message>
      <source>Adagrad</source>
      <translation>Adagrad</translation>
    </message>
    <message>
      <source>AdagradDA</source>
      <translation>AdagradDA</translation>
    </message>
    <message>
      <source>Adam</source>
      <translation>Adam</translation>
    </message>
    <message>
      <source>AdamW</source>
      <translation>AdamW</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>더하기</translation>
    </message>
    <message>
      <source>Added to the variance, so that features that never change divide by no zero.</source>
      <translation>분산에 더하여, 변하지 않는 특징이 0으로 나누이지 않게 합니다.</translation>
    </message>
    <message>
      <source>Added to what is divided by, so that it is never 0.</source>
      <translation>나누는 수에 더하여 0이 되지 않게 합니다.</translation>
    </message>
    <message>
      <source>Adds half of this times the sum of w² to the loss, for all weights but biases.</source>
      <translation>편향을 뺀 모든 가중치에 대해 이 값의 절반 곱하기 w²의 합을 손실에 더합니다.</translation>
    </message>
    <message>
      <source>Adds this times the sum of |w| to the loss, for all weights but biases.</source>
      <translation>편향을 뺀 모든 가중치에 대해 이 값 곱하기 |w|의 합을 손실에 더합니다.</translation>
    </message>
    <message>
      <source>Adds two values of the same shape, or of shapes that fit when repeated (a bias to every row). Around a few layers it makes a skip connection: what entered is added to what came out (He et al. 2016).</source>
      <translation>모양이 같거나, 되풀이하면 맞는(모든 행에 편향) 두 값을 더합니다. 몇 개 층을 건너 이으면 스킵 연결이 됩니다: 들어간 것을 나온 것에 더합니다 (He et al. 2016).</translation>
    </message>
    <message>
      <source>Along which axis; of a batch, each row by itself.</source>
      <translation>어느 축을 따를지. 배치에서는 행마다 따로입니다.</translation>
    </message>
    <message>
      <source>Along which axis; of a batch, each row is reduced by itself.</source>
      <translation>어느 축을 따를지. 배치에서는 행마다 따로 줄입니다.</translation>
    </message>
    <message>
      <source>An .npz file, or the .npy file of the inputs.</source>
      <translation>.npz 파일, 또는 입력의 .npy 파일.</translation>
    </message>
    <message>
      <source>Argmax</source>
      <translation>Argmax</translation>
    </message>
    <message>
      <source>Array file</source>
      <translation>배열 파일</translation>
    </message>
    <message>
      <source>Arrays saved by NumPy: an .npz file that holds inputs and targets, or an .npy file for each. The first axis counts the rows. Whole-number targets with one number a row are classes; bytes stand for x / 255. A large .npy file is read while it is trained on, not before: it needs no memory, and its last rows are held back.</source>
      <translation>NumPy로 저장한 배열: 입력과 목표값이 든 .npz 파일, 또는 각각의 .npy 파일. 첫 축이 행입니다. 행마다 정수 하나인 목표값은 클래스이고, 바이트는 x / 255를 뜻합니다. 큰 .npy 파일은 미리가 아니라 학습하는 동안 읽어 메모리가 들지 않으며, 마지막 행들을 따로 남겨 둡니다.</translation>
    </message>
    <message>
      <source>As a class for softmax cross-entropy; as a number, for two classes, for a single sigmoid unit.</source>
      <translation>소프트맥스 교차 엔트로피에는 클래스로, 클래스가 둘이면 시그모이드 유닛 하나에 수로.</translation>
    </message>
    <message>
      <source>As they are</source>
      <translation>그대로</translation>
    </message>
    <message>
      <source>Axis</source>
      <translation>축</translation>
    </message>
    <message>
      <source>Batch norm</source>
      <translation>배치 정규화</translation>
    </message>
    <message>
      <source>Batch size</source>
      <translation>배치 크기</translation>
    </message>
    <message>
      <source>Bends the straight lines of the layer before it; without it, many layers are no more than one. Sigmoid and tanh flatten out at both ends, where their gradient vanishes; ReLU keeps a gradient of 1 above 0, and its kin let some of it through below: leaky ReLU (Maas et al. 2013), ELU (Clevert et al. 2016), SELU (Klambauer et al. 2017), GELU (Hendrycks &amp; Gimpel 2016), swish (Ramachandran et al. 2017). The step of the first artificial neurons (Rosenblatt 1958) answers 0 or 1 and has no gradient: it can be worked out by hand, but not trained.</source>
      <translation>앞 층의 직선을 구부립니다. 이것이 없으면 층이 많아도 하나와 다름없습니다. 시그모이드와 tanh는 양 끝에서 평평해져 기울기가 사라집니다. ReLU는 0 위에서 기울기 1을 지키고, 친척들은 0 아래로도 조금 흘려보냅니다: leaky ReLU (Maas et al. 2013), ELU (Clevert et al. 2016), SELU (Klambauer et al. 2017), GELU (Hendrycks &amp; Gimpel 2016), swish (Ramachandran et al. 2017). 첫 인공 뉴런의 계단 함수 (Rosenblatt 1958)는 0이나 1로 답하고 기울기가 없어서, 손으로 풀 수는 있지만 학습시킬 수는 없습니다.</translation>
    </message>
    <message>
      <source>Beta 1</source>
      <translation>베타 1</translation>
    </message>
    <message>
      <source>Beta 2</source>
      <translation>베타 2</translation>
    </message>
    <message>
      <source>Bias</source>
      <translation>편향</translation>
    </message>
    <message>
      <source>Bias initialiser</source>
      <translation>편향 초기화</translation>
    </message>
    <message>
      <source>Binary cross-entropy</source>
      <translation>이진 교차 엔트로피</translation>
    </message>
    <message>
      <source>Breast cancer</source>
      <translation>유방암</translation>
    </message>
    <message>
      <source>Breast cancer: 569 tumours</source>
      <translation>유방암: 종양 569개</translation>
    </message>
    <message>
      <source>CSV, TSV, XLSX or Parquet.</source>
      <translation>CSV, TSV, XLSX 또는 Parquet.</translation>
    </message>
    <message>
      <source>Categories</source>
      <translation>범주</translation>
    </message>
    <message>
      <source>Channels x height x width</source>
      <translation>채널 x 높이 x 너비</translation>
    </message>
    <message>
      <source>Characters</source>
      <translation>글자</translation>
    </message>
    <message>
      <source>Chinese (GB 18030)</source>
      <translation>중국어 (GB 18030)</translation>
    </message>
    <message>
      <source>Class</source>
      <translation>클래스</translation>
    </message>
    <message>
      <source>Classes</source>
      <translation>클래스 수</translation>
    </message>
    <message>
      <source>Clip gradients</source>
      <translation>기울기 자르기</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>색</translation>
    </message>
    <message>
      <source>Column of classes</source>
      <translation>클래스 열</translation>
    </message>
    <message>
      <source>Column of paths</source>
      <translation>경로 열</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>열</translation>
    </message>
    <message>
      <source>Columns of very different sizes are hard to learn from. The figures are taken from the training rows alone.</source>
      <translation>크기가 매우 다른 열은 배우기 어렵습니다. 수치는 학습 행에서만 구합니다.</translation>
    </message>
    <message>
      <source>Comma</source>
      <translation>쉼표</translation>
    </message>
    <message>
      <source>Concatenate</source>
      <translation>이어 붙이기</translation>
    </message>
    <message>
      <source>Constant</source>
      <translation>상수</translation>
    </message>
    <message>
      <source>Convolution</source>
      <translation>합성곱</translation>
    </message>
    <message>
      <source>Cosine</source>
      <translation>코사인</translation>
    </message>
    <message>
      <source>Cuts a text into sequences of characters or words. x holds each sequence, one-hot; y holds the same sequence one symbol later, so that the network learns to say what comes next.</source>
      <translation>글을 글자나 낱말의 시퀀스로 자릅니다. x는 각 시퀀스를 원-핫으로, y는 같은 시퀀스를 한 기호 뒤로 담아, 신경망이 다음에 올 것을 말하도록 배웁니다.</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>데이터</translation>
    </message>
    <message>
      <source>Decay (rho)</source>
      <translation>감쇠 (rho)</translation>
    </message>
    <message>
      <source>Decimals</source>
      <translation>소수점</translation>
    </message>
    <message>
      <source>Delta</source>
      <translation>델타</translation>
    </message>
    <message>
      <source>Dense</source>
      <translation>Dense</translation>
    </message>
    <message>
      <source>Dense layers take a row of numbers; convolutions take an image.</source>
      <translation>Dense 층은 한 줄의 수를, 합성곱은 이미지를 받습니다.</translation>
    </message>
    <message>
      <source>Diabetes</source>
      <translation>당뇨</translation>
    </message>
    <message>
      <source>Diabetes: 442 patients</source>
      <translation>당뇨: 환자 442명</translation>
    </message>
    <message>
      <source>Digits</source>
      <translation>숫자</translation>
    </message>
    <message>
      <source>Dropout</source>
      <translation>드롭아웃</translation>
    </message>
    <message>
      <source>ELU</source>
      <translation>ELU</translation>
    </message>
    <message>
      <source>Embedding</source>
      <translation>임베딩</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>인코딩</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>에포크</translation>
    </message>
    <message>
      <source>Epsilon</source>
      <translation>엡실론</translation>
    </message>
    <message>
      <source>Errors beyond it count by their size, not its square.</source>
      <translation>이보다 큰 오차는 제곱이 아니라 크기로 셉니다.</translation>
    </message>
    <message>
      <source>Every state</source>
      <translation>모든 상태</translation>
    </message>
    <message>
      <source>Every state answers at each step; the last state sums the whole sequence up.</source>
      <translation>모든 상태는 스텝마다 답하고, 마지막 상태는 시퀀스 전체를 간추립니다.</translation>
    </message>
    <message>
      <source>Exchanges the last two axes: rows become columns.</source>
      <translation>마지막 두 축을 바꿉니다: 행이 열이 됩니다.</translation>
    </message>
    <message>
      <source>Extents with commas, such as 1, 28, 28; one may be -1: worked out.</source>
      <translation>1, 28, 28처럼 쉼표로 쓴 크기. 하나는 -1로 두면 계산됩니다.</translation>
    </message>
    <message>
      <source>Extents with commas; empty for a single number.</source>
      <translation>쉼표로 쓴 크기. 수 하나면 비워 둡니다.</translation>
    </message>
    <message>
      <source>FTRL</source>
      <translation>FTRL</translation>
    </message>
    <message>
      <source>Factor</source>
      <translation>배율</translation>
    </message>
    <message>
      <source>File</source>
      <translation>파일</translation>
    </message>
    <message>
      <source>File of targets</source>
      <translation>목표값 파일</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>필터</translation>
    </message>
    <message>
      <source>Flatten</source>
      <translation>Flatten</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>폴더</translation>
    </message>
    <message>
      <source>Folder or CSV file</source>
      <translation>폴더 또는 CSV 파일</translation>
    </message>
    <message>
      <source>For an Embedding block</source>
      <translation>임베딩 블록용</translation>
    </message>
    <message>
      <source>For targets that are numbers; predictions and errors are then in the scaled unit, too.</source>
      <translation>수인 목표값에 씁니다. 그러면 예측과 오차도 조정된 단위입니다.</translation>
    </message>
    <message>
      <source>From 0 to 1</source>
      <translation>0부터 1까지</translation>
    </message>
    <message>
      <source>From one to the next.</source>
      <translation>하나에서 다음까지.</translation>
    </message>
    <message>
      <source>Function</source>
      <translation>함수</translation>
    </message>
    <message>
      <source>GELU</source>
      <translation>GELU</translation>
    </message>
    <message>
      <source>GRU</source>
      <translation>GRU</translation>
    </message>
    <message>
      <source>Gaussian clusters</source>
      <translation>가우스 무리</translation>
    </message>
    <message>
      <source>Generator</source>
      <translation>생성기</translation>
    </message>
    <message>
      <source>Gives every symbol a vector that training moves, so that symbols used alike come to lie close together. It is a Dense block without bias whose one-hot input turns the product into a look-up. (Bengio et al. 2003)</source>
      <translation>기호마다 학습으로 움직이는 벡터를 주어, 비슷하게 쓰이는 기호가 가까이 놓이게 합니다. 원-핫 입력이 곱셈을 찾아보기로 바꾸는, 편향 없는 Dense 블록입니다. (Bengio et al. 2003)</translation>
    </message>
    <message>
      <source>Gives the numbers of each row another shape; they keep their order, the last axis running fastest. The batch is not part of the shape.</source>
      <translation>행마다 수의 모양을 바꿉니다. 순서는 그대로이며 마지막 축이 가장 빨리 바뀝니다. 배치는 모양에 들지 않습니다.</translation>
    </message>
    <message>
      <source>Gradient descent</source>
      <translation>경사 하강법</translation>
    </message>
    <message>
      <source>Grey</source>
      <translation>회색</translation>
    </message>
    <message>
      <source>He normal</source>
      <translation>He 정규</translation>
    </message>
    <message>
      <source>He uniform</source>
      <translation>He 균등</translation>
    </message>
    <message>
      <source>Headings</source>
      <translation>머리글</translation>
    </message>
    <message>
      <source>Height</source>
      <translation>높이</translation>
    </message>
    <message>
      <source>Height and width of the window.</source>
      <translation>창의 높이와 너비.</translation>
    </message>
    <message>
      <source>Highest</source>
      <translation>최댓값</translation>
    </message>
    <message>
      <source>How far the running mean and variance move towards those of each batch.</source>
      <translation>이동 평균과 분산이 배치마다 그 배치의 값 쪽으로 얼마나 움직일지.</translation>
    </message>
    <message>
      <source>How far the window moves from one place to the next.</source>
      <translation>창이 한 자리에서 다음 자리로 얼마나 움직일지.</translation>
    </message>
    <message>
      <source>How far the window moves from one place to the next. 0: as far as the window is wide.</source>
      <translation>창이 한 자리에서 다음 자리로 얼마나 움직일지. 0: 창의 너비만큼.</translation>
    </message>
    <message>
      <source>How many neurons, and so outputs.</source>
      <translation>뉴런의 수, 곧 출력의 수.</translation>
    </message>
    <message>
      <source>How many patterns, and so output channels.</source>
      <translation>찾는 무늬의 수, 곧 출력 채널의 수.</translation>
    </message>
    <message>
      <source>How many processor cores to use; 0 chooses by the network and the machine.</source>
      <translation>쓸 프로세서 코어의 수. 0이면 신경망과 기계에 맞춰 고릅니다.</translation>
    </message>
    <message>
      <source>How many rows each step looks at; 0 takes all of them.</source>
      <translation>스텝마다 보는 행의 수. 0이면 모두 봅니다.</translation>
    </message>
    <message>
      <source>How many steps to train; 0 leaves it to the epochs.</source>
      <translation>학습할 스텝의 수. 0이면 에포크를 따릅니다.</translation>
    </message>
    <message>
      <source>How often training goes through all rows.</source>
      <translation>학습이 모든 행을 몇 번 지나갈지.</translation>
    </message>
    <message>
      <source>How the error is measured.</source>
      <translation>오차를 재는 방법.</translation>
    </message>
    <message>
      <source>How the file's bytes stand for characters.</source>
      <translation>파일의 바이트가 글자를 나타내는 방법.</translation>
    </message>
    <message>
      <source>How the learning rate changes: not at all, by a factor every so many steps, or along half a cosine (Loshchilov &amp; Hutter 2017).</source>
      <translation>학습률이 어떻게 바뀌는지: 그대로, 정한 스텝마다 배율만큼, 또는 코사인 반 바퀴를 따라 (Loshchilov &amp; Hutter 2017).</translation>
    </message>
    <message>
      <source>How weights follow the gradient. Gradient descent goes straight down it; momentum rolls on; Adagrad, RMSProp, Adadelta and Adam give each weight a step size of its own; FTRL and the proximal ones make weights exactly 0.</source>
      <translation>가중치가 기울기를 따르는 방법. 경사 하강법은 곧장 내려가고, 모멘텀은 굴러가며, Adagrad, RMSProp, Adadelta, Adam은 가중치마다 보폭을 달리합니다. FTRL과 근위법은 가중치를 정확히 0으로 만듭니다.</translation>
    </message>
    <message>
      <source>Huber</source>
      <translation>Huber</translation>
    </message>
    <message>
      <source>Identity</source>
      <translation>항등</translation>
    </message>
    <message>
      <source>Image files</source>
      <translation>이미지 파일</translation>
    </message>
    <message>
      <source>Images and labels from the four IDX files of MNIST (LeCun, Cortes &amp; Burges) or its family, plain or gzip: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte.</source>
      <translation>MNIST (LeCun, Cortes &amp; Burges) 계열의 IDX 파일 네 개에서 읽는 이미지와 라벨. 그대로이거나 gzip: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte.</translation>
    </message>
    <message>
      <source>In the first row</source>
      <translation>첫 행에 있음</translation>
    </message>
    <message>
      <source>Initial accumulator</source>
      <translation>초기 누적값</translation>
    </message>
    <message>
      <source>Initial weights, the order of rows and dropout follow from it: the same seed, the same run.</source>
      <translation>초기 가중치, 행의 순서, 드롭아웃이 이것을 따릅니다. 시드가 같으면 학습도 같습니다.</translation>
    </message>
    <message>
      <source>Initialiser</source>
      <translation>초기화 방법</translation>
    </message>
    <message>
      <source>Input</source>
      <translation>입력</translation>
    </message>
    <message>
      <source>Inputs</source>
      <translation>입력</translation>
    </message>
    <message>
      <source>Iris</source>
      <translation>붓꽃</translation>
    </message>
    <message>
      <source>Iris: 150 flowers, 3 kinds</source>
      <translation>붓꽃: 150송이, 3종</translation>
    </message>
    <message>
      <source>Its share where there are several.</source>
      <translation>여럿일 때 이 손실의 몫.</translation>
    </message>
    <message>
      <source>Japanese (Shift JIS)</source>
      <translation>일본어 (Shift JIS)</translation>
    </message>
    <message>
      <source>Keep probability</source>
      <translation>유지 확률</translation>
    </message>
    <message>
      <source>Keeps</source>
      <translation>남기는 것</translation>
    </message>
    <message>
      <source>Keeps weights small; solved for by the update itself.</source>
      <translation>가중치를 작게 지킵니다. 갱신 규칙 자체가 풉니다.</translation>
    </message>
    <message>
      <source>Kept for the end.</source>
      <translation>마지막을 위해 남겨 둡니다.</translation>
    </message>
    <message>
      <source>Kept for the end: the text's end.</source>
      <translation>마지막을 위해 남겨 둡니다: 글의 끝부분.</translation>
    </message>
    <message>
      <source>Korean (CP949, EUC-KR)</source>
      <translation>한국어 (CP949, EUC-KR)</translation>
    </message>
    <message>
      <source>L1 of the rule</source>
      <translation>규칙의 L1</translation>
    </message>
    <message>
      <source>L1 penalty</source>
      <translation>L1 벌점</translation>
    </message>
    <message>
      <source>L2 of the rule</source>
      <translation>규칙의 L2</translation>
    </message>
    <message>
      <source>L2 penalty</source>
      <translation>L2 벌점</translation>
    </message>
    <message>
      <source>LSTM</source>
      <translation>LSTM</translation>
    </message>
    <message>
      <source>Largest</source>
      <translation>가장 큰 값</translation>
    </message>
    <message>
      <source>Last state only</source>
      <translation>마지막 상태만</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>층</translation>
    </message>
    <message>
      <source>Layer norm</source>
      <translation>층 정규화</translation>
    </message>
    <message>
      <source>Lays a small window of weights on every place of an image; each filter looks for one pattern everywhere and gives an image of where it found it. Weights are filters x channels x height x width, as in PyTorch. (LeCun et al. 1989)</source>
      <translation>작은 가중치 창을 이미지의 모든 자리에 댑니다. 필터마다 무늬 하나를 어디서나 찾아, 찾은 자리의 이미지를 냅니다. 가중치는 PyTorch처럼 필터 x 채널 x 높이 x 너비입니다. (LeCun et al. 1989)</translation>
    </message>
    <message>
      <source>LeCun normal</source>
      <translation>LeCun 정규</translation>
    </message>
    <message>
      <source>LeCun uniform</source>
      <translation>LeCun 균등</translation>
    </message>
    <message>
      <source>Leaky ReLU</source>
      <translation>Leaky ReLU</translation>
    </message>
    <message>
      <source>Learn from so many of the first images only; 0: from all. With few, a network learns by heart.</source>
      <translation>처음 이만큼의 이미지로만 배웁니다. 0: 모두. 적으면 신경망이 통째로 외웁니다.</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <source>Leave the row out</source>
      <translation>그 행 빼기</translation>
    </message>
    <message>
      <source>Linear</source>
      <translation>선형</translation>
    </message>
    <message>
      <source>Longer than a sequence; not looked at when a file is chosen.</source>
      <translation>시퀀스보다 길어야 합니다. 파일을 고르면 보지 않습니다.</translation>
    </message>
    <message>
      <source>Look ahead by the momentum before updating (Nesterov 1983).</source>
      <translation>갱신하기 전에 모멘텀만큼 앞을 내다봅니다 (Nesterov 1983).</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>Lowest</source>
      <translation>최솟값</translation>
    </message>
    <message>
      <source>Made-up data whose rule is known: the truth table of a gate, points of several classes in the plane, or a sine wave. As a sequence, the wave is cut into windows, to be answered by the same window one step later.</source>
      <translation>규칙을 아는 지어낸 데이터: 게이트의 진리표, 평면 위 여러 클래스의 점, 사인파. 시퀀스로는 파동을 창으로 잘라, 한 스텝 뒤의 같은 창으로 답하게 합니다.</translation>
    </message>
    <message>
      <source>Matmul</source>
      <translation>행렬 곱</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>평균</translation>
    </message>
    <message>
      <source>Mean 0, deviation 1</source>
      <translation>평균 0, 표준편차 1</translation>
    </message>
    <message>
      <source>Mean absolute error</source>
      <translation>평균 절대 오차</translation>
    </message>
    <message>
      <source>Mean squared error</source>
      <translation>평균 제곱 오차</translation>
    </message>
    <message>
      <source>Mean, most frequent</source>
      <translation>평균, 가장 잦은 값</translation>
    </message>
    <message>
      <source>Measures how far the predictions are from the targets, as a mean over the batch; training makes it small. The cross-entropies work from logits: a Sigmoid (binary) or Softmax block right before the loss is taken into account exactly, and without one the loss applies it by itself. Squared error heeds outliers most, absolute error least; Huber (1964) is squared near the target and absolute beyond delta.</source>
      <translation>예측이 목표값에서 얼마나 먼지를 배치의 평균으로 잽니다. 학습은 이것을 줄입니다. 교차 엔트로피는 로짓으로 계산합니다: 손실 바로 앞의 시그모이드(이진)나 소프트맥스 블록은 정확히 고려되고, 없으면 손실이 스스로 적용합니다. 제곱 오차는 이상값을 가장 크게, 절대 오차는 가장 작게 보며, Huber (1964)는 목표값 가까이에서 제곱, 델타 너머에서 절댓값입니다.</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>합치기</translation>
    </message>
    <message>
      <source>Minimise</source>
      <translation>최소화</translation>
    </message>
    <message>
      <source>Missing values</source>
      <translation>빠진 값</translation>
    </message>
    <message>
      <source>Momentum</source>
      <translation>모멘텀</translation>
    </message>
    <message>
      <source>Multiplies two values number by number, for shapes that are equal or fit when repeated. This is not the matrix product: that is the block Matmul.</source>
      <translation>모양이 같거나 되풀이하면 맞는 두 값을 수마다 곱합니다. 행렬 곱이 아닙니다. 그것은 행렬 곱 블록입니다.</translation>
    </message>
    <message>
      <source>Multiply</source>
      <translation>곱하기</translation>
    </message>
    <message>
      <source>NAND</source>
      <translation>NAND</translation>
    </message>
    <message>
      <source>NOT</source>
      <translation>NOT</translation>
    </message>
    <message>
      <source>Nesterov</source>
      <translation>네스테로프</translation>
    </message>
    <message>
      <source>Noise</source>
      <translation>잡음</translation>
    </message>
    <message>
      <source>None</source>
      <translation>없음</translation>
    </message>
    <message>
      <source>Normal</source>
      <translation>정규</translation>
    </message>
    <message>
      <source>Numbers</source>
      <translation>수</translation>
    </message>
    <message>
      <source>Numbers in each vector.</source>
      <translation>벡터마다의 수의 개수.</translation>
    </message>
    <message>
      <source>Numbers, in square brackets from rank 1 on.</source>
      <translation>수. 1차원부터는 대괄호로 씁니다.</translation>
    </message>
    <message>
      <source>OR</source>
      <translation>OR</translation>
    </message>
    <message>
      <source>Of a CSV file; the first column if empty.</source>
      <translation>CSV 파일의 열. 비우면 첫 열.</translation>
    </message>
    <message>
      <source>Of a CSV file; the last column if empty.</source>
      <translation>CSV 파일의 열. 비우면 마지막 열.</translation>
    </message>
    <message>
      <source>One row of numbers</source>
      <translation>한 줄의 수</translation>
    </message>
    <message>
      <source>One-hot</source>
      <translation>원-핫</translation>
    </message>
    <message>
      <source>One-hot: a number for each category, beside those of the other columns. For an Embedding block, every input must be a category; numbers come from a second block of the same file and split.</source>
      <translation>원-핫: 다른 열의 수 곁에 범주마다 수 하나. 임베딩 블록용으로는 모든 입력이 범주여야 하며, 수는 같은 파일을 같게 나누는 둘째 블록에서 옵니다.</translation>
    </message>
    <message>
      <source>Optimizer</source>
      <translation>최적화 방법</translation>
    </message>
    <message>
      <source>Orthogonal</source>
      <translation>직교</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <source>Over how many steps the learning rate first rises from 0.</source>
      <translation>학습률이 처음에 0에서 올라가는 스텝 수.</translation>
    </message>
    <message>
      <source>Padding</source>
      <translation>패딩</translation>
    </message>
    <message>
      <source>Period</source>
      <translation>주기</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>그림</translation>
    </message>
    <message>
      <source>Pictures (PNG, JPEG, GIF, BMP, WebP, TIFF) of several classes: a folder with a folder for each class, or a CSV file whose rows hold the path of a picture and its class. All are brought to one size.</source>
      <translation>여러 클래스의 그림(PNG, JPEG, GIF, BMP, WebP, TIFF): 클래스마다 폴더가 든 폴더, 또는 행마다 그림의 경로와 클래스가 든 CSV 파일. 모두 한 크기로 맞춥니다.</translation>
    </message>
    <message>
      <source>Pooling</source>
      <translation>풀링</translation>
    </message>
    <message>
      <source>Proximal Adagrad</source>
      <translation>근위 Adagrad</translation>
    </message>
    <message>
      <source>Proximal gradient descent</source>
      <translation>근위 경사 하강법</translation>
    </message>
    <message>
      <source>Pulls weights to exactly 0; solved for by the update itself.</source>
      <translation>가중치를 정확히 0으로 당깁니다. 갱신 규칙 자체가 풉니다.</translation>
    </message>
    <message>
      <source>Puts all numbers of a row in one list, in their order, as a Dense block wants them after convolutions.</source>
      <translation>행의 모든 수를 순서대로 한 목록에 담습니다. 합성곱 다음의 Dense 블록이 원하는 모양입니다.</translation>
    </message>
    <message>
      <source>Puts two values side by side, so that a layer after it sees both: the wide part and the deep part of a wide and deep network (Cheng et al. 2016).</source>
      <translation>두 값을 나란히 놓아 다음 층이 둘 다 보게 합니다: 와이드 앤 딥 신경망의 넓은 쪽과 깊은 쪽 (Cheng et al. 2016).</translation>
    </message>
    <message>
      <source>RMSProp</source>
      <translation>RMSProp</translation>
    </message>
    <message>
      <source>RNN</source>
      <translation>RNN</translation>
    </message>
    <message>
      <source>ReLU</source>
      <translation>ReLU</translation>
    </message>
    <message>
      <source>Reads a sequence one step at a time and keeps a hidden state: what it has read so far. The same weights serve at every step, so the length of the sequence does not matter.</source>
      <translation>시퀀스를 한 스텝씩 읽으며 은닉 상태, 곧 지금까지 읽은 것을 지닙니다. 스텝마다 같은 가중치를 쓰므로 시퀀스의 길이는 상관없습니다.</translation>
    </message>
    <message>
      <source>Reads a sequence one step at a time and, beside its hidden state, carries a cell that changes only by what the gates let through, so that gradients survive many steps. Gates are sigmoids: i lets new content g in, f keeps the old, o shows the cell. The weights of i, f, g and o stand side by side in this order, as in PyTorch, with one bias where PyTorch adds two. (Hochreiter &amp; Schmidhuber 1997; forget gate: Gers et al. 2000)</source>
      <translation>시퀀스를 한 스텝씩 읽으며, 은닉 상태 곁에 게이트가 통과시킨 만큼만 바뀌는 셀을 지녀 기울기가 여러 스텝을 살아남습니다. 게이트는 시그모이드입니다: i는 새 내용 g를 들이고, f는 옛것을 지키고, o는 셀을 보입니다. i, f, g, o의 가중치는 PyTorch처럼 이 순서로 나란하며, PyTorch가 편향 둘을 더하는 곳에 하나를 씁니다. (Hochreiter &amp; Schmidhuber 1997, 망각 게이트: Gers et al. 2000)</translation>
    </message>
    <message>
      <source>Reads a sequence one step at a time. The update gate z chooses, number by number, between the old state and a new one; the reset gate r says how much of the old state the new one sees. The weights of r, z and n stand side by side in this order, and r multiplies the product with Wh and its own bias bn, as in PyTorch; r and z have one bias where PyTorch adds two. (Cho et al. 2014)</source>
      <translation>시퀀스를 한 스텝씩 읽습니다. 갱신 게이트 z는 수마다 옛 상태와 새 상태 사이에서 고르고, 리셋 게이트 r은 새 상태가 옛 상태를 얼마나 볼지 정합니다. r, z, n의 가중치는 이 순서로 나란하며, PyTorch처럼 r은 Wh와의 곱과 그 편향 bn에 곱해집니다. r과 z에는 PyTorch가 둘을 더하는 곳에 편향 하나를 씁니다. (Cho et al. 2014)</translation>
    </message>
    <message>
      <source>Real data</source>
      <translation>실제 데이터</translation>
    </message>
    <message>
      <source>Recognise</source>
      <translation>알아내기</translation>
    </message>
    <message>
      <source>Recognised by their type: whole numbers are classes.</source>
      <translation>종류로 알아냅니다: 정수는 클래스입니다.</translation>
    </message>
    <message>
      <source>Recurrent</source>
      <translation>순환</translation>
    </message>
    <message>
      <source>Red, green, blue</source>
      <translation>빨강, 초록, 파랑</translation>
    </message>
    <message>
      <source>Reduce mean</source>
      <translation>평균 내기</translation>
    </message>
    <message>
      <source>Reduce sum</source>
      <translation>합 내기</translation>
    </message>
    <message>
      <source>Refuse</source>
      <translation>거절</translation>
    </message>
    <message>
      <source>Regularisation</source>
      <translation>규제</translation>
    </message>
    <message>
      <source>Reshape</source>
      <translation>모양 바꾸기</translation>
    </message>
    <message>
      <source>Rows</source>
      <translation>행</translation>
    </message>
    <message>
      <source>Rows of numbers; the last columns are the targets.</source>
      <translation>수의 행. 마지막 열들이 목표값입니다.</translation>
    </message>
    <message>
      <source>SELU</source>
      <translation>SELU</translation>
    </message>
    <message>
      <source>Scale inputs</source>
      <translation>입력 조정</translation>
    </message>
    <message>
      <source>Scale targets</source>
      <translation>목표값 조정</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>스케줄</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>시드</translation>
    </message>
    <message>
      <source>Semicolon</source>
      <translation>쌍반점</translation>
    </message>
    <message>
      <source>Separator</source>
      <translation>구분 기호</translation>
    </message>
    <message>
      <source>Sequence length</source>
      <translation>시퀀스 길이</translation>
    </message>
    <message>
      <source>Shape</source>
      <translation>모양</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>시트</translation>
    </message>
    <message>
      <source>Shifts and scales every feature (of images, every channel) to mean 0 and variance 1, then by a trainable gain and bias. While training, mean and variance are those of the batch, and running ones follow them; when predicting, the running ones are used, so that no row depends on another. Use it with batches of many rows. (Ioffe &amp; Szegedy 2015)</source>
      <translation>모든 특징(이미지에서는 채널)을 평균 0, 분산 1로 옮기고 맞춘 다음, 학습되는 이득과 편향을 적용합니다. 학습할 때는 배치의 평균과 분산을 쓰고 이동 값이 그것을 따라가며, 예측할 때는 이동 값을 써서 행이 서로 영향을 주지 않습니다. 행이 많은 배치에 쓰세요. (Ioffe &amp; Szegedy 2015)</translation>
    </message>
    <message>
      <source>Shifts and scales the features of each row, along the last axis, to mean 0 and variance 1, then by a trainable gain and bias. What one row becomes depends on no other row, in training and when predicting alike. (Ba, Kiros &amp; Hinton 2016)</source>
      <translation>행마다 마지막 축의 특징을 평균 0, 분산 1로 옮기고 맞춘 다음, 학습되는 이득과 편향을 적용합니다. 학습할 때나 예측할 때나 한 행은 다른 행에 달려 있지 않습니다. (Ba, Kiros &amp; Hinton 2016)</translation>
    </message>
    <message>
      <source>Shuffle</source>
      <translation>섞기</translation>
    </message>
    <message>
      <source>Sigmoid</source>
      <translation>시그모이드</translation>
    </message>
    <message>
      <source>Sine wave</source>
      <translation>사인파</translation>
    </message>
    <message>
      <source>Sine wave, as a sequence</source>
      <translation>사인파, 시퀀스로</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>크기</translation>
    </message>
    <message>
      <source>Size of the hidden state.</source>
      <translation>은닉 상태의 크기.</translation>
    </message>
    <message>
      <source>Slides a window over every channel and keeps its largest number, or its mean: what was found matters, not exactly where. What does not fill a window at the right and lower edge is left out.</source>
      <translation>모든 채널 위로 창을 밀며 가장 큰 수나 평균을 남깁니다. 무엇을 찾았는지가 중요하고 정확한 자리는 아닙니다. 오른쪽과 아래 끝에서 창을 채우지 못하는 것은 버립니다.</translation>
    </message>
    <message>
      <source>Slope below 0</source>
      <translation>0 아래 기울기</translation>
    </message>
    <message>
      <source>Small data sets that come with the program and need no network. Iris (Fisher 1936), wine (Forina 1991) and breast cancer (Wolberg &amp; others 1995) ask for a class, diabetes (Efron &amp; others 2004) for a number: how far the disease has gone after a year.</source>
      <translation>프로그램에 들어 있어 네트워크가 필요 없는 작은 데이터. 붓꽃 (Fisher 1936), 와인 (Forina 1991), 유방암 (Wolberg &amp; others 1995)은 클래스를, 당뇨 (Efron &amp; others 2004)는 수를 묻습니다: 한 해 뒤 병이 얼마나 나아갔는지.</translation>
    </message>
    <message>
      <source>Softmax</source>
      <translation>소프트맥스</translation>
    </message>
    <message>
      <source>Softmax cross-entropy</source>
      <translation>소프트맥스 교차 엔트로피</translation>
    </message>
    <message>
      <source>Softplus</source>
      <translation>Softplus</translation>
    </message>
    <message>
      <source>Spirals</source>
      <translation>나선</translation>
    </message>
    <message>
      <source>Split seed</source>
      <translation>나누기 시드</translation>
    </message>
    <message>
      <source>Standard deviation</source>
      <translation>표준편차</translation>
    </message>
    <message>
      <source>Step</source>
      <translation>계단</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>Steps down</source>
      <translation>계단식</translation>
    </message>
    <message>
      <source>Steps from one drop to the next, or to the end of the cosine; 0 follows from the length of training: a third of it, or all of it.</source>
      <translation>한 번 떨어지고 다음 떨어질 때까지, 또는 코사인이 끝날 때까지의 스텝. 0이면 학습 길이를 따릅니다: 그 3분의 1, 또는 전체.</translation>
    </message>
    <message>
      <source>Stride</source>
      <translation>보폭</translation>
    </message>
    <message>
      <source>Subtract</source>
      <translation>빼기</translation>
    </message>
    <message>
      <source>Subtracts b from a, number by number, for shapes that are equal or fit when repeated.</source>
      <translation>모양이 같거나 되풀이하면 맞는 값끼리 a에서 b를 수마다 뺍니다.</translation>
    </message>
    <message>
      <source>Swish</source>
      <translation>Swish</translation>
    </message>
    <message>
      <source>Symbols</source>
      <translation>기호</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>탭</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>표</translation>
    </message>
    <message>
      <source>Table file</source>
      <translation>표 파일</translation>
    </message>
    <message>
      <source>Takes the number that arrives as the loss itself, so that training makes it small: a loss built from primitives, or any function whose derivatives are to be seen. Of several numbers it takes the sum; of a batch, the mean of those.</source>
      <translation>들어오는 수를 그대로 손실로 삼아 학습이 줄이게 합니다: 기본 연산으로 만든 손실이나, 미분을 보고 싶은 함수. 수가 여럿이면 합을, 배치이면 그 평균을 씁니다.</translation>
    </message>
    <message>
      <source>Tanh</source>
      <translation>Tanh</translation>
    </message>
    <message>
      <source>Targets</source>
      <translation>목표값</translation>
    </message>
    <message>
      <source>Targets are</source>
      <translation>목표값의 종류</translation>
    </message>
    <message>
      <source>Tensor</source>
      <translation>텐서</translation>
    </message>
    <message>
      <source>Test share</source>
      <translation>시험 비율</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>텍스트</translation>
    </message>
    <message>
      <source>The .npy file of the targets; if empty, the one beside the inputs with y in place of x in its name.</source>
      <translation>목표값의 .npy 파일. 비우면 입력 옆에서 이름의 x를 y로 바꾼 파일.</translation>
    </message>
    <message>
      <source>The centre of the normal initialisers, and the number of the constant one.</source>
      <translation>정규 초기화의 중심이자 상수 초기화의 수.</translation>
    </message>
    <message>
      <source>The folder that holds a folder for each class, or a CSV file of paths and classes.</source>
      <translation>클래스마다 폴더가 든 폴더, 또는 경로와 클래스의 CSV 파일.</translation>
    </message>
    <message>
      <source>The folder that holds the four files.</source>
      <translation>네 파일이 든 폴더.</translation>
    </message>
    <message>
      <source>The largest norm that all gradients together may have; 0: any.</source>
      <translation>모든 기울기를 합친 노름의 최댓값. 0: 제한 없음.</translation>
    </message>
    <message>
      <source>The last rows of the training files, watched but not learnt.</source>
      <translation>학습 파일의 마지막 행들. 지켜볼 뿐 배우지 않습니다.</translation>
    </message>
    <message>
      <source>The matrix product: each number of y is a row of a times a column of b, summed.</source>
      <translation>행렬 곱: y의 수마다 a의 행과 b의 열을 곱해 더한 것.</translation>
    </message>
    <message>
      <source>The mean along an axis, which then is gone; or of all numbers.</source>
      <translation>한 축을 따른 평균. 그 축은 사라집니다. 또는 모든 수의 평균.</translation>
    </message>
    <message>
      <source>The most frequent words; all others count as one.</source>
      <translation>가장 잦은 낱말들. 나머지는 모두 하나로 셉니다.</translation>
    </message>
    <message>
      <source>The name of the inputs in an .npz file.</source>
      <translation>.npz 파일에서 입력의 이름.</translation>
    </message>
    <message>
      <source>The name of the targets in an .npz file.</source>
      <translation>.npz 파일에서 목표값의 이름.</translation>
    </message>
    <message>
      <source>The non-linear function of the hidden state.</source>
      <translation>은닉 상태의 비선형 함수.</translation>
    </message>
    <message>
      <source>The position of the largest number along an axis, the first of several. No gradient passes it.</source>
      <translation>한 축을 따라 가장 큰 수의 자리. 여럿이면 첫 번째. 기울기는 지나가지 않습니다.</translation>
    </message>
    <message>
      <source>The share of each weight, times the learning rate, taken off a step.</source>
      <translation>가중치마다 스텝에 깎이는 몫에 학습률을 곱한 것.</translation>
    </message>
    <message>
      <source>The share of numbers kept.</source>
      <translation>남기는 수의 몫.</translation>
    </message>
    <message>
      <source>The share of the last update that is kept: how far a ball rolls on.</source>
      <translation>지난 갱신에서 남기는 몫: 공이 얼마나 굴러가는지.</translation>
    </message>
    <message>
      <source>The share of the old in the running mean of gradients.</source>
      <translation>기울기의 이동 평균에서 옛것의 몫.</translation>
    </message>
    <message>
      <source>The share of the old in the running mean of squared gradients.</source>
      <translation>기울기 제곱의 이동 평균에서 옛것의 몫.</translation>
    </message>
    <message>
      <source>The sheet of a workbook; the first one if empty.</source>
      <translation>통합 문서의 시트. 비우면 첫 시트.</translation>
    </message>
    <message>
      <source>The size of each step. Too large and the loss jumps about, too small and it hardly moves.</source>
      <translation>스텝마다의 크기. 너무 크면 손실이 튀고, 너무 작으면 거의 움직이지 않습니다.</translation>
    </message>
    <message>
      <source>The spread of the normal initialisers; the truncated one draws again beyond twice this.</source>
      <translation>정규 초기화의 퍼짐. 절단 정규는 이 값의 두 배를 넘으면 다시 뽑습니다.</translation>
    </message>
    <message>
      <source>The standard deviation of what chance adds to each number.</source>
      <translation>우연이 수마다 더하는 값의 표준편차.</translation>
    </message>
    <message>
      <source>The sum along an axis, which then is gone; or of all numbers.</source>
      <translation>한 축을 따른 합. 그 축은 사라집니다. 또는 모든 수의 합.</translation>
    </message>
    <message>
      <source>Threads</source>
      <translation>스레드</translation>
    </message>
    <message>
      <source>Training rows</source>
      <translation>학습 행</translation>
    </message>
    <message>
      <source>Transpose</source>
      <translation>전치</translation>
    </message>
    <message>
      <source>Truncated normal</source>
      <translation>절단 정규</translation>
    </message>
    <message>
      <source>Two circles</source>
      <translation>두 원</translation>
    </message>
    <message>
      <source>Two moons</source>
      <translation>두 반달</translation>
    </message>
    <message>
      <source>UTF-16</source>
      <translation>UTF-16</translation>
    </message>
    <message>
      <source>UTF-8</source>
      <translation>UTF-8</translation>
    </message>
    <message>
      <source>Uniform</source>
      <translation>균등</translation>
    </message>
    <message>
      <source>Units</source>
      <translation>유닛</translation>
    </message>
    <message>
      <source>Validation rows</source>
      <translation>검증 행</translation>
    </message>
    <message>
      <source>Validation share</source>
      <translation>검증 비율</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>값</translation>
    </message>
    <message>
      <source>Variable</source>
      <translation>변수</translation>
    </message>
    <message>
      <source>Vertical bar</source>
      <translation>세로줄</translation>
    </message>
    <message>
      <source>Vocabulary</source>
      <translation>어휘</translation>
    </message>
    <message>
      <source>Warm-up</source>
      <translation>준비 운동</translation>
    </message>
    <message>
      <source>Watched, not learnt.</source>
      <translation>지켜볼 뿐 배우지 않습니다.</translation>
    </message>
    <message>
      <source>Watched, not learnt: what comes after the part for training.</source>
      <translation>지켜볼 뿐 배우지 않습니다: 학습 부분 다음에 오는 것.</translation>
    </message>
    <message>
      <source>Weight</source>
      <translation>가중치</translation>
    </message>
    <message>
      <source>Weight decay</source>
      <translation>가중치 감쇠</translation>
    </message>
    <message>
      <source>Western (Windows-1252)</source>
      <translation>서유럽어 (Windows-1252)</translation>
    </message>
    <message>
      <source>What becomes of empty cells. Mean and most frequent are those of the training rows; with a category of its own, a column of numbers gets a second one that says where a number was missing.</source>
      <translation>빈 칸을 어떻게 할지. 평균과 가장 잦은 값은 학습 행의 것입니다. 독립된 범주로 하면, 수인 열은 어디가 비었는지 알리는 둘째 열을 얻습니다.</translation>
    </message>
    <message>
      <source>What each drop multiplies the learning rate by, or the share of it that the cosine ends at.</source>
      <translation>떨어질 때마다 학습률에 곱하는 값, 또는 코사인이 끝나는 몫.</translation>
    </message>
    <message>
      <source>What is kept of each window.</source>
      <translation>창마다 남기는 것.</translation>
    </message>
    <message>
      <source>What it should answer.</source>
      <translation>답해야 할 것.</translation>
    </message>
    <message>
      <source>What it should have answered: the y of a data block.</source>
      <translation>답했어야 할 것: 데이터 블록의 y.</translation>
    </message>
    <message>
      <source>What leaky ReLU multiplies numbers below 0 by.</source>
      <translation>leaky ReLU가 0 아래의 수에 곱하는 값.</translation>
    </message>
    <message>
      <source>What stands before the decimals of a number.</source>
      <translation>수의 소수 부분 앞에 오는 기호.</translation>
    </message>
    <message>
      <source>What stands between the cells of a row.</source>
      <translation>한 행의 칸 사이에 오는 기호.</translation>
    </message>
    <message>
      <source>What the network answers.</source>
      <translation>신경망이 답하는 것.</translation>
    </message>
    <message>
      <source>What the network is given.</source>
      <translation>신경망에 주는 것.</translation>
    </message>
    <message>
      <source>Where the biases start.</source>
      <translation>편향이 시작하는 값.</translation>
    </message>
    <message>
      <source>Where the sum or mean of squared gradients starts.</source>
      <translation>기울기 제곱의 합이나 평균이 시작하는 값.</translation>
    </message>
    <message>
      <source>Where the uniform initialiser begins.</source>
      <translation>균등 초기화가 시작하는 값.</translation>
    </message>
    <message>
      <source>Where the uniform initialiser ends.</source>
      <translation>균등 초기화가 끝나는 값.</translation>
    </message>
    <message>
      <source>Where the weights start. Xavier (Glorot &amp; Bengio 2010) keeps the size of signals from layer to layer; He (2015) does so for ReLU, LeCun (1998) for SELU. Orthogonal and identity keep signals through the many steps of a recurrent layer.</source>
      <translation>가중치가 시작하는 값. Xavier (Glorot &amp; Bengio 2010)는 층에서 층으로 신호의 크기를 지키고, He (2015)는 ReLU에서, LeCun (1998)은 SELU에서 그렇게 합니다. 직교와 항등은 순환층의 여러 스텝에 걸쳐 신호를 지킵니다.</translation>
    </message>
    <message>
      <source>Whether each epoch visits the rows in a new order.</source>
      <translation>에포크마다 행을 새 순서로 볼지.</translation>
    </message>
    <message>
      <source>Whether each filter adds a trainable constant b.</source>
      <translation>필터마다 학습되는 상수 b를 더할지.</translation>
    </message>
    <message>
      <source>Whether each unit adds a trainable constant b.</source>
      <translation>유닛마다 학습되는 상수 b를 더할지.</translation>
    </message>
    <message>
      <source>Whether the first row names the columns; recognised by its holding no number.</source>
      <translation>첫 행이 열 이름인지. 수가 없으면 이름으로 알아봅니다.</translation>
    </message>
    <message>
      <source>Which columns are inputs and which targets, and which numbers only name categories. By default the last column is the target and all others are inputs.</source>
      <translation>어느 열이 입력이고 어느 열이 목표값인지, 어느 수가 범주의 이름일 뿐인지. 따로 정하지 않으면 마지막 열이 목표값, 나머지가 입력입니다.</translation>
    </message>
    <message>
      <source>Which function is applied.</source>
      <translation>적용할 함수.</translation>
    </message>
    <message>
      <source>Which rows go where.</source>
      <translation>어느 행이 어디로 갈지.</translation>
    </message>
    <message>
      <source>While training, each number is kept with the keep probability and otherwise 0, so that no unit can rely on another; what is kept is divided by the keep probability. When predicting, all passes unchanged. (Srivastava et al. 2014)</source>
      <translation>학습할 때 수마다 유지 확률로 남고 아니면 0이 되어, 어느 유닛도 다른 유닛에 기댈 수 없습니다. 남은 것은 유지 확률로 나눕니다. 예측할 때는 모두 그대로 지나갑니다. (Srivastava et al. 2014)</translation>
    </message>
    <message>
      <source>Width</source>
      <translation>너비</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>창</translation>
    </message>
    <message>
      <source>Wine</source>
      <translation>와인</translation>
    </message>
    <message>
      <source>Wine: 178 wines, 3 growers</source>
      <translation>와인: 178개, 생산자 3곳</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>낱말</translation>
    </message>
    <message>
      <source>XOR</source>
      <translation>XOR</translation>
    </message>
    <message>
      <source>Xavier normal</source>
      <translation>Xavier 정규</translation>
    </message>
    <message>
      <source>Xavier uniform</source>
      <translation>Xavier 균등</translation>
    </message>
    <message>
      <source>Zeros</source>
      <translation>0</translation>
    </message>
    <message>
      <source>Zeros added on each side of the image.</source>
      <translation>이미지의 각 변에 더하는 0의 줄 수.</translation>
    </message>
    <message>
      <source>a</source>
      <translation>a</translation>
    </message>
    <message>
      <source>all axes</source>
      <translation>모든 축</translation>
    </message>
    <message>
      <source>axis %1</source>
      <translation>축 %1</translation>
    </message>
    <message>
      <source>axis 0</source>
      <translation>축 0</translation>
    </message>
    <message>
      <source>axis 1</source>
      <translation>축 1</translation>
    </message>
    <message>
      <source>axis 2</source>
      <translation>축 2</translation>
    </message>
    <message>
      <source>axis 3</source>
      <translation>축 3</translation>
    </message>
    <message>
      <source>axis 4</source>
      <translation>축 4</translation>
    </message>
    <message>
      <source>b</source>
      <translation>b</translation>
    </message>
    <message>
      <source>h_t = tanh(x_t Wx + h_(t-1) Wh + b),  h_0 = 0</source>
      <translation>h_t = tanh(x_t Wx + h_(t-1) Wh + b),  h_0 = 0</translation>
    </message>
    <message>
      <source>i, f, o = sigmoid(x_t Wx + h_(t-1) Wh + b),  g = tanh(x_t Wx + h_(t-1) Wh + b), each with its own columns
c_t = f · c_(t-1) + i · g
h_t = o · tanh(c_t),  h_0 = c_0 = 0</source>
      <translation>i, f, o = sigmoid(x_t Wx + h_(t-1) Wh + b),  g = tanh(x_t Wx + h_(t-1) Wh + b), 저마다 자기 열
c_t = f · c_(t-1) + i · g
h_t = o · tanh(c_t),  h_0 = c_0 = 0</translation>
    </message>
    <message>
      <source>in</source>
      <translation>입력</translation>
    </message>
    <message>
      <source>keep %1</source>
      <translation>유지 %1</translation>
    </message>
    <message>
      <source>largest of %1 x %2</source>
      <translation>%1 x %2의 최댓값</translation>
    </message>
    <message>
      <source>loss = sum(x)</source>
      <translation>loss = sum(x)</translation>
    </message>
    <message>
      <source>mean of %1 x %2</source>
      <translation>%1 x %2의 평균</translation>
    </message>
    <message>
      <source>no file yet</source>
      <translation>아직 파일 없음</translation>
    </message>
    <message>
      <source>no folder yet</source>
      <translation>아직 폴더 없음</translation>
    </message>
    <message>
      <source>out</source>
      <translation>출력</translation>
    </message>
    <message>
      <source>over the batch</source>
      <translation>배치에 걸쳐</translation>
    </message>
    <message>
      <source>over the last axis</source>
      <translation>마지막 축에 걸쳐</translation>
    </message>
    <message>
      <source>points</source>
      <translation>점</translation>
    </message>
    <message>
      <source>prediction</source>
      <translation>예측</translation>
    </message>
    <message>
      <source>r, z = sigmoid(x_t Wx + h_(t-1) Wh + b), each with its own columns
n = tanh(x_t Wx + b + r · (h_(t-1) Wh + bn)), with the last columns
h_t = (1 - z) · n + z · h_(t-1),  h_0 = 0</source>
      <translation>r, z = sigmoid(x_t Wx + h_(t-1) Wh + b), 저마다 자기 열
n = tanh(x_t Wx + b + r · (h_(t-1) Wh + bn)), 마지막 열들
h_t = (1 - z) · n + z · h_(t-1),  h_0 = 0</translation>
    </message>
    <message>
      <source>rows</source>
      <translation>행</translation>
    </message>
    <message>
      <source>rows &lt;-&gt; columns</source>
      <translation>행 &lt;-&gt; 열</translation>
    </message>
    <message>
      <source>sigmoid(x) = 1 / (1 + exp(-x))
tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))
relu(x) = max(0, x)
leaky relu(x) = x above 0, slope · x below
elu(x) = x above 0, exp(x) - 1 below
selu(x) = 1.0507 x above 0, 1.0507 · 1.6733 (exp(x) - 1) below
gelu(x) = x (1 + erf(x / √2)) / 2
softplus(x) = log(1 + exp(x))
swish(x) = x sigmoid(x)
softmax(x)_i = exp(x_i) / sum_j exp(x_j)
step(x) = 1 above 0, 0 below</source>
      <translation>sigmoid(x) = 1 / (1 + exp(-x))
tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))
relu(x) = max(0, x)
leaky relu(x) = 0 위에서 x, 아래에서 slope · x
elu(x) = 0 위에서 x, 아래에서 exp(x) - 1
selu(x) = 0 위에서 1.0507 x, 아래에서 1.0507 · 1.6733 (exp(x) - 1)
gelu(x) = x (1 + erf(x / √2)) / 2
softplus(x) = log(1 + exp(x))
swish(x) = x sigmoid(x)
softmax(x)_i = exp(x_i) / sum_j exp(x_j)
step(x) = 0 위에서 1, 아래에서 0</translation>
    </message>
    <message>
      <source>softmax cross-entropy: -log softmax(z)_target
binary cross-entropy: -(y log p + (1 - y) log(1 - p)),  p = sigmoid(z)
mean squared error: (z - y)²
mean absolute error: |z - y|
Huber: (z - y)² / 2 where |z - y| &lt;= delta, else delta (|z - y| - delta / 2)</source>
      <translation>소프트맥스 교차 엔트로피: -log softmax(z)_target
이진 교차 엔트로피: -(y log p + (1 - y) log(1 - p)),  p = sigmoid(z)
평균 제곱 오차: (z - y)²
평균 절대 오차: |z - y|
Huber: |z - y| &lt;= delta이면 (z - y)² / 2, 아니면 delta (|z - y| - delta / 2)</translation>
    </message>
    <message>
      <source>steps</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>symbols</source>
      <translation>기호</translation>
    </message>
    <message>
      <source>target</source>
      <translation>목표값</translation>
    </message>
    <message>
      <source>the value itself</source>
      <translation>값 자체</translation>
    </message>
    <message>
      <source>to one list</source>
      <translation>한 목록으로</translation>
    </message>
    <message>
      <source>training: y = x · m / keep, m = 1 with probability keep, else 0
predicting: y = x</source>
      <translation>학습: y = x · m / keep, 확률 keep으로 m = 1, 아니면 0
예측: y = x</translation>
    </message>
    <message>
      <source>words</source>
      <translation>낱말</translation>
    </message>
    <message>
      <source>x</source>
      <translation>x</translation>
    </message>
    <message>
      <source>y</source>
      <translation>y</translation>
    </message>
    <message>
      <source>y = (x - mean(x)) / sqrt(var(x) + epsilon) · gain + bias</source>
      <translation>y = (x - mean(x)) / sqrt(var(x) + epsilon) · gain + bias</translation>
    </message>
    <message>
      <source>y = (x - mean) / sqrt(variance + epsilon) · gain + bias
running &lt;- (1 - momentum) · running + momentum · batch's (its unbiased variance)</source>
      <translation>y = (x - mean) / sqrt(variance + epsilon) · gain + bias
running &lt;- (1 - momentum) · running + momentum · 배치의 값 (불편 분산)</translation>
    </message>
    <message>
      <source>y = W[x]</source>
      <translation>y = W[x]</translation>
    </message>
    <message>
      <source>y = [a, b]</source>
      <translation>y = [a, b]</translation>
    </message>
    <message>
      <source>y = a + b</source>
      <translation>y = a + b</translation>
    </message>
    <message>
      <source>y = a - b</source>
      <translation>y = a - b</translation>
    </message>
    <message>
      <source>y = a · b</source>
      <translation>y = a · b</translation>
    </message>
    <message>
      <source>y = mean(x)</source>
      <translation>y = mean(x)</translation>
    </message>
    <message>
      <source>y = sum(x)</source>
      <translation>y = sum(x)</translation>
    </message>
    <message>
      <source>y = the i for which x_i is largest</source>
      <translation>y = x_i가 가장 큰 i</translation>
    </message>
    <message>
      <source>y = value</source>
      <translation>y = value</translation>
    </message>
    <message>
      <source>y = value,  value &lt;- value - rate · gradient</source>
      <translation>y = value,  value &lt;- value - rate · gradient</translation>
    </message>
    <message>
      <source>y = x W + b</source>
      <translation>y = x W + b</translation>
    </message>
    <message>
      <source>y = x, as one list</source>
      <translation>y = x, 한 목록으로</translation>
    </message>
    <message>
      <source>y = x, under another shape</source>
      <translation>y = x, 다른 모양으로</translation>
    </message>
    <message>
      <source>y[c, i, j] = max or mean over u, v of x[c, i · stride + u, j · stride + v]</source>
      <translation>y[c, i, j] = u, v에 대한 x[c, i · stride + u, j · stride + v]의 최댓값 또는 평균</translation>
    </message>
    <message>
      <source>y[k, i, j] = b[k] + sum over c, u, v of W[k, c, u, v] · x[c, i s + u - p, j s + v - p],  s stride, p padding</source>
      <translation>y[k, i, j] = b[k] + c, u, v에 대한 W[k, c, u, v] · x[c, i s + u - p, j s + v - p]의 합,  s 보폭, p 패딩</translation>
    </message>
    <message>
      <source>y_ij = sum_k a_ik b_kj</source>
      <translation>y_ij = sum_k a_ik b_kj</translation>
    </message>
    <message>
      <source>y_ji = x_ij</source>
      <translation>y_ji = x_ij</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>A block needs a name; type at least one letter.</source>
      <translation>블록에는 이름이 있어야 합니다. 한 글자 이상 쓰세요.</translation>
    </message>
    <message>
      <source>A confusion matrix counts classes, but the loss “{loss}” compares numbers. Choose one whose target is a class.</source>
      <translation>혼동 행렬은 클래스를 세지만 손실 “{loss}”은(는) 수를 비교합니다. 목표값이 클래스인 손실을 고르세요.</translation>
    </message>
    <message>
      <source>A kept run cannot be read ({reason}). The others are not concerned; delete the folder “{path}” to be rid of this message.</source>
      <translation>보관된 학습 기록 하나를 읽을 수 없습니다({reason}). 다른 기록은 괜찮습니다. 이 알림을 없애려면 “{path}” 폴더를 지우세요.</translation>
    </message>
    <message>
      <source>A race needs at least two values; add one.</source>
      <translation>경주에는 값이 둘 이상 필요합니다. 하나 더 추가하세요.</translation>
    </message>
    <message>
      <source>A race runs at most {most} variants; remove some.</source>
      <translation>경주에는 최대 {most}개까지 나설 수 있습니다. 몇 개를 빼세요.</translation>
    </message>
    <message>
      <source>A wire from “{block}” leads to a block that is not there. Remove the wire.</source>
      <translation>“{block}”에서 나온 선이 없는 블록으로 이어집니다. 그 선을 지우세요.</translation>
    </message>
    <message>
      <source>A wire leads from an output to an input; this is another input.</source>
      <translation>선은 출력에서 입력으로 잇습니다. 이것도 입력입니다.</translation>
    </message>
    <message>
      <source>A wire leads from an output to an input; this is another output.</source>
      <translation>선은 출력에서 입력으로 잇습니다. 이것도 출력입니다.</translation>
    </message>
    <message>
      <source>A wire leads to port “{port}” of “{block}”, which has no such port. Remove the wire.</source>
      <translation>“{block}”의 “{port}” 포트로 선이 이어지지만 그런 포트가 없습니다. 그 선을 지우세요.</translation>
    </message>
    <message>
      <source>A wire to “{block}” would close a circle, so neither block could be computed first.</source>
      <translation>“{block}”에 이으면 고리가 되어 어느 블록도 먼저 계산할 수 없습니다.</translation>
    </message>
    <message>
      <source>Add a Loss block</source>
      <translation>손실 블록 추가</translation>
    </message>
    <message>
      <source>Another block is already called "{name}"; choose a different name.</source>
      <translation>이미 "{name}"이라는 블록이 있습니다. 다른 이름을 고르세요.</translation>
    </message>
    <message>
      <source>Block “{block}” has a setting “{key}” that a {kind} block does not know; it knows: {known}.</source>
      <translation>블록 “{block}”에 {kind} 블록이 모르는 설정 “{key}”이(가) 있습니다. 아는 것: {known}.</translation>
    </message>
    <message>
      <source>Block “{block}” is of the kind “{kind}”, which this version does not know.</source>
      <translation>블록 “{block}”의 종류 “{kind}”은(는) 이 버전이 모르는 것입니다.</translation>
    </message>
    <message>
      <source>Block “{block}”: {key} is {found}, but must be between {minimum} and {maximum}.</source>
      <translation>블록 “{block}”: {key}이(가) {found}인데, {minimum}에서 {maximum} 사이여야 합니다.</translation>
    </message>
    <message>
      <source>Block “{block}”: {key} is {found}, but must be {expected}.</source>
      <translation>블록 “{block}”: {key}이(가) {found}인데, {expected}이어야 합니다.</translation>
    </message>
    <message>
      <source>Block “{block}”: {key} is “{found}”, but must be one of: {expected}.</source>
      <translation>블록 “{block}”: {key}이(가) “{found}”인데, 다음 중 하나여야 합니다: {expected}.</translation>
    </message>
    <message>
      <source>Compiling the engine ({done} of {all})</source>
      <translation>엔진 컴파일 중 ({all} 중 {done})</translation>
    </message>
    <message>
      <source>Connect “{source}”</source>
      <translation>“{source}” 연결</translation>
    </message>
    <message>
      <source>Fetching {title} failed ({reason}); what has arrived is kept.</source>
      <translation>{title} 내려받기에 실패했습니다({reason}). 받은 부분은 보관됩니다.</translation>
    </message>
    <message>
      <source>Fetching {title} was stopped; the next time goes on from there.</source>
      <translation>{title} 내려받기를 멈췄습니다. 다음에 이어서 받습니다.</translation>
    </message>
    <message>
      <source>From step {step} on the learning rate was {rate:g}.</source>
      <translation>스텝 {step}부터 학습률이 {rate:g}였습니다.</translation>
    </message>
    <message>
      <source>Huge gradients in all layers, the largest {value} in “{strong}”: exploding. What usually helps: smaller (He or Xavier) initial weights, normalisation, scaled data, gradient clipping, a smaller learning rate.</source>
      <translation>모든 층의 기울기가 매우 큽니다(최대 “{strong}”의 {value}): 기울기 폭발. 보통 도움이 되는 것: 더 작은(He 또는 Xavier) 초기 가중치, 정규화, 데이터 스케일링, 기울기 클리핑, 더 작은 학습률.</translation>
    </message>
    <message>
      <source>Insert Flatten before “{block}”</source>
      <translation>“{block}” 앞에 Flatten 끼워 넣기</translation>
    </message>
    <message>
      <source>Insert a Dense block of {units} units</source>
      <translation>유닛 {units}개인 Dense 블록 끼워 넣기</translation>
    </message>
    <message>
      <source>It began with the same weights as {run}.</source>
      <translation>{run}와(과) 같은 가중치로 시작했습니다.</translation>
    </message>
    <message>
      <source>It began with the weights that the network had before it was edited.</source>
      <translation>신경망을 고치기 전의 가중치로 시작했습니다.</translation>
    </message>
    <message>
      <source>It began with the weights that {run} had learned.</source>
      <translation>{run}이(가) 배운 가중치로 시작했습니다.</translation>
    </message>
    <message>
      <source>It began with weights that were given to it.</source>
      <translation>주어진 가중치로 시작했습니다.</translation>
    </message>
    <message>
      <source>It took part in a race as “{value}”.</source>
      <translation>경주에 “{value}”(으)로 나섰습니다.</translation>
    </message>
    <message>
      <source>It went on from step {step} of another run.</source>
      <translation>다른 학습 기록의 스텝 {step}에서 이어졌습니다.</translation>
    </message>
    <message>
      <source>Kept as “{title}” under My blocks in the palette: drag it from there into any drawing.</source>
      <translation>팔레트의 내 블록에 “{title}”(으)로 보관했습니다. 거기서 어느 그림으로든 끌어 오세요.</translation>
    </message>
    <message>
      <source>Let “{block}” give images</source>
      <translation>“{block}”이(가) 이미지를 내보내게 하기</translation>
    </message>
    <message>
      <source>Loading the data</source>
      <translation>데이터를 읽는 중</translation>
    </message>
    <message>
      <source>Loading the data ({done:,} of {all:,} rows)</source>
      <translation>데이터를 읽는 중 ({all:,}행 중 {done:,}행)</translation>
    </message>
    <message>
      <source>Loading the engine</source>
      <translation>엔진을 불러오는 중</translation>
    </message>
    <message>
      <source>No gradient reaches any layer: nothing is learned. What usually helps: other initial weights; look for dead or saturated units under Distributions.</source>
      <translation>어느 층에도 기울기가 이르지 않아 아무것도 배우지 못합니다. 흔히 듣는 방법: 다른 초기 가중치. 분포에서 죽거나 포화된 유닛을 찾아보세요.</translation>
    </message>
    <message>
      <source>No gradient reaches “{layer}”: it does not learn. What usually helps: a smaller learning rate, He initial weights; look for dead or saturated units under Distributions.</source>
      <translation>“{layer}”에 기울기가 이르지 않아 배우지 못합니다. 흔히 듣는 방법: 더 작은 학습률, He 초기 가중치. 분포에서 죽거나 포화된 유닛을 찾아보세요.</translation>
    </message>
    <message>
      <source>No variant can go on: see the table for what happened to each.</source>
      <translation>더 나아갈 수 있는 후보가 없습니다. 각각 무슨 일이 있었는지 표를 보세요.</translation>
    </message>
    <message>
      <source>Nothing is connected to “{port}” of “{block}”. Draw a wire to it.</source>
      <translation>“{block}”의 “{port}”에 아무것도 연결되지 않았습니다. 선을 이으세요.</translation>
    </message>
    <message>
      <source>Nothing reads “{block}”, so it takes no part in training. Connect its output, or delete it.</source>
      <translation>“{block}”을(를) 읽는 블록이 없어 학습에 쓰이지 않습니다. 출력을 연결하거나 지우세요.</translation>
    </message>
    <message>
      <source>Preparing {variant} ({number} of {all})</source>
      <translation>{variant} 준비 중({all} 중 {number})</translation>
    </message>
    <message>
      <source>PySide6 6.12.0 crashes on Python {python}; install an older one with “pip install {requirement}”, or use Python 3.12 or newer. visualnn train and check work without it.</source>
      <translation>PySide6 6.12.0은 Python {python}에서 강제 종료됩니다. “pip install {requirement}”로 더 낮은 버전을 설치하거나 Python 3.12 이상을 쓰세요. visualnn train과 check는 없어도 됩니다.</translation>
    </message>
    <message>
      <source>PySide6 is not installed, which the window needs; install it with “pip install {requirement}”. visualnn train and check work without it.</source>
      <translation>창에 필요한 PySide6가 설치되어 있지 않습니다. “pip install {requirement}”로 설치하세요. visualnn train과 check는 없어도 됩니다.</translation>
    </message>
    <message>
      <source>PyTorch has no optimizer “{optimizer}” to compare with.</source>
      <translation>PyTorch에는 비교할 최적화 방법 “{optimizer}”이(가) 없습니다.</translation>
    </message>
    <message>
      <source>PyTorch has no twin for the block “{block}” ({kind}) yet.</source>
      <translation>블록 “{block}”({kind})에 맞는 PyTorch 짝이 아직 없습니다.</translation>
    </message>
    <message>
      <source>PyTorch is not installed, so there is nothing to compare with. Install it with: pip install torch</source>
      <translation>PyTorch가 설치되어 있지 않아 비교할 것이 없습니다. 설치: pip install torch</translation>
    </message>
    <message>
      <source>Qt lacks system libraries ({libraries}); install them with “apt-get install {packages}”. {works} works without them.</source>
      <translation>Qt에 필요한 시스템 라이브러리({libraries})가 없습니다. “apt-get install {packages}”로 설치하세요. {works}은(는) 없어도 됩니다.</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>준비 완료</translation>
    </message>
    <message>
      <source>Remove the wire</source>
      <translation>선 지우기</translation>
    </message>
    <message>
      <source>Remove the wire from “{source}” to “{target}”</source>
      <translation>“{source}”에서 “{target}”(으)로 가는 선 지우기</translation>
    </message>
    <message>
      <source>Runs are kept only until the program ends: {reason}</source>
      <translation>학습 기록은 프로그램이 끝날 때까지만 보관됩니다: {reason}</translation>
    </message>
    <message>
      <source>Set “{block}” to {units} units</source>
      <translation>“{block}”의 유닛을 {units}개로 바꾸기</translation>
    </message>
    <message>
      <source>Something unexpected went wrong in the engine: {reason}</source>
      <translation>엔진에서 예기치 않은 문제가 생겼습니다: {reason}</translation>
    </message>
    <message>
      <source>The array “{key}” has the shape {found}, but this network needs {expected}.</source>
      <translation>배열 “{key}”의 모양은 {found}인데 이 신경망에는 {expected}이(가) 필요합니다.</translation>
    </message>
    <message>
      <source>The bench cannot compare with “{name}”. It can with: {known}.</source>
      <translation>“{name}”과(와)는 비교할 수 없습니다. 비교할 수 있는 것: {known}.</translation>
    </message>
    <message>
      <source>The blocks {blocks} form a circle, so none can come first. Remove one of the wires between them.</source>
      <translation>블록 {blocks}이(가) 고리를 이루어 먼저 올 블록이 없습니다. 그 사이의 선 하나를 지우세요.</translation>
    </message>
    <message>
      <source>The canvas is empty. Drag a data block from the palette to begin, or open a sample.</source>
      <translation>캔버스가 비어 있습니다. 팔레트에서 데이터 블록을 끌어 와 시작하거나 예제를 여세요.</translation>
    </message>
    <message>
      <source>The columns of “{block}” are not written as inputs, targets and categories, each a list of names: {reason}.</source>
      <translation>“{block}”의 열이 입력, 목표값, 범주의 이름 목록으로 쓰여 있지 않습니다: {reason}.</translation>
    </message>
    <message>
      <source>The curves and weights of this run cannot be read ({reason}): its file “{path}” is damaged or gone. What the table shows of it still holds.</source>
      <translation>이 학습 기록의 곡선과 가중치를 읽을 수 없습니다({reason}). 파일 “{path}”이(가) 손상되었거나 없습니다. 표에 보이는 내용은 그대로 맞습니다.</translation>
    </message>
    <message>
      <source>The data block “{block}” has no rows for training.</source>
      <translation>데이터 블록 “{block}”에 학습할 행이 없습니다.</translation>
    </message>
    <message>
      <source>The data block “{name}” reads no file, so “{path}” cannot be its source. Those that do: {known}.</source>
      <translation>데이터 블록 “{name}”은(는) 파일을 읽지 않으므로 “{path}”을(를) 쓸 수 없습니다. 파일을 읽는 블록: {known}.</translation>
    </message>
    <message>
      <source>The data blocks must be given the same number of rows, but were given {found}.</source>
      <translation>데이터 블록들에는 같은 수의 행을 주어야 하는데 {found}을(를) 받았습니다.</translation>
    </message>
    <message>
      <source>The data blocks of one network must have the same numbers of rows in each split, but in “{split}” “{first}” has {first_rows} and “{second}” has {second_rows}. Give both the same files or the same split.</source>
      <translation>한 신경망의 데이터 블록들은 각 부분마다 행 수가 같아야 합니다. 그런데 “{split}”에서 “{first}”은(는) {first_rows}행, “{second}”은(는) {second_rows}행입니다. 같은 파일을 쓰거나 똑같이 나누세요.</translation>
    </message>
    <message>
      <source>The data of “{block}” cannot be shown ({reason}).</source>
      <translation>“{block}”의 데이터를 보일 수 없습니다 ({reason}).</translation>
    </message>
    <message>
      <source>The display “{display}” does not answer, so no window can open; check that it runs and lets you in, or use what works without one: visualnn train, check and screenshot.</source>
      <translation>디스플레이 “{display}”이(가) 응답하지 않아 창을 열 수 없습니다. 켜져 있는지, 접근이 허용되는지 확인하거나 창 없이 되는 visualnn train, check, screenshot을 쓰세요.</translation>
    </message>
    <message>
      <source>The engine does not know “{name}”.</source>
      <translation>엔진이 “{name}”을(를) 모릅니다.</translation>
    </message>
    <message>
      <source>The file “{path}” cannot be read ({reason}): check that it is there and that you may read it.</source>
      <translation>파일 “{path}”을(를) 읽을 수 없습니다 ({reason}). 그 자리에 있는지, 읽을 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” has no rows below its headings: choose another.</source>
      <translation>파일 “{path}”에는 머리글 아래에 행이 없습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
      <source>The file “{path}” holds more than the {promised} = {expected:,} bytes it promises. Download or copy it again.</source>
      <translation>파일 “{path}”에는 약속한 {promised} = {expected:,}바이트보다 더 많이 들어 있습니다. 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” holds no NumPy array ({reason}): save it with numpy.save or numpy.savez.</source>
      <translation>파일 “{path}”에는 NumPy 배열이 없습니다 ({reason}). numpy.save나 numpy.savez로 저장하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” holds no images: choose another folder.</source>
      <translation>파일 “{path}”에는 이미지가 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
      <source>The file “{path}” holds no text (a zero byte at {byte:,}): choose a text file.</source>
      <translation>파일 “{path}”은(는) 글이 아닙니다 ({byte:,}번째에 0바이트). 텍스트 파일을 고르세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is cut short or damaged: “{key}” promises {promised} = {expected:,} bytes, but there are {found:,}. Save or copy it again.</source>
      <translation>파일 “{path}”이(가) 잘렸거나 손상되었습니다. “{key}”은(는) {promised} = {expected:,}바이트여야 하는데 {found:,}바이트뿐입니다. 다시 저장하거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is cut short: it promises {promised} = {expected:,} bytes but holds {found:,}. Download or copy it again.</source>
      <translation>파일 “{path}”이(가) 잘렸습니다. {promised} = {expected:,}바이트여야 하는데 {found:,}바이트뿐입니다. 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is cut short: its gzip stream has no end. Download or copy it again.</source>
      <translation>파일 “{path}”이(가) 잘렸습니다. gzip 스트림에 끝이 없습니다. 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is cut short: its header has {found} of {expected} bytes. Download or copy it again.</source>
      <translation>파일 “{path}”이(가) 잘렸습니다. 헤더가 {expected}바이트 중 {found}바이트뿐입니다. 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is damaged ({reason}): download or copy it again.</source>
      <translation>파일 “{path}”이(가) 손상되었습니다 ({reason}). 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is damaged ({reason}): save or copy it again.</source>
      <translation>파일 “{path}”이(가) 손상되었습니다 ({reason}). 다시 저장하거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is damaged or no {kind} file ({reason}): export or copy it again.</source>
      <translation>파일 “{path}”이(가) 손상되었거나 {kind} 파일이 아닙니다 ({reason}). 다시 내보내거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is empty: choose another.</source>
      <translation>파일 “{path}”이(가) 비어 있습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is no IDX file of {what}: it must begin with the bytes {expected}, but begins with “{found}”.</source>
      <translation>파일 “{path}”은(는) {what}의 IDX 파일이 아닙니다. 바이트 {expected}(으)로 시작해야 하는데 “{found}”(으)로 시작합니다.</translation>
    </message>
    <message>
      <source>The file “{path}” is not written in {encoding}: byte {byte:,} (line {line:,}) does not fit. Choose another encoding, or save the file as UTF-8.</source>
      <translation>파일 “{path}”은(는) {encoding}(으)로 쓰여 있지 않습니다. {byte:,}번째 바이트({line:,}번째 줄)가 맞지 않습니다. 다른 인코딩을 고르거나 UTF-8로 저장하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” is written in an encoding that was not recognised (line {line:,}): choose the encoding in the settings, or save the file as UTF-8.</source>
      <translation>파일 “{path}”의 인코딩을 알아낼 수 없습니다 ({line:,}번째 줄). 설정에서 인코딩을 고르거나 UTF-8로 저장하세요.</translation>
    </message>
    <message>
      <source>The file “{path}” promises {promised} = {expected:,} bytes, which cannot come from {size:,} bytes of gzip. Download or copy it again.</source>
      <translation>파일 “{path}”은(는) {promised} = {expected:,}바이트라고 하지만 gzip {size:,}바이트에서 나올 수 없는 크기입니다. 다시 내려받거나 복사하세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: column “{column}” holds {type}, not numbers or texts: leave it out when exporting.</source>
      <translation>파일 “{path}”: 열 “{column}”에 수나 글이 아니라 {type}이(가) 들어 있습니다. 내보낼 때 빼세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: every row has an empty cell, so none is left for “{block}”: leave out the columns that are mostly empty.</source>
      <translation>파일 “{path}”: 모든 행에 빈 칸이 있어 “{block}”에 남는 행이 없습니다. 거의 비어 있는 열을 빼세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: only row {row:,} has “{found}” in the column “{column}”; one example cannot be both learnt from and held back: add more, remove the row, or set the shares for validation and test to 0.</source>
      <translation>파일 “{path}”: 열 “{column}”이 “{found}”인 행은 {row:,}번째 하나뿐입니다. 예시 하나로 배우면서 따로 남겨 둘 수는 없습니다. 더 넣거나, 그 행을 지우거나, 검증과 시험의 비율을 0으로 하세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,} has {found} cells, but row 1 has {expected} (separated by {separator}): give each row the same number, or choose another separator.</source>
      <translation>파일 “{path}”: {row:,}번째 행에는 칸이 {found}개인데 첫 행에는 {expected}개입니다 (구분: {separator}). 모든 행의 칸 수를 같게 하거나 다른 구분 기호를 고르세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,} is not written as cells ({reason}): correct its quotation marks.</source>
      <translation>파일 “{path}”: {row:,}번째 행이 칸으로 쓰여 있지 않습니다 ({reason}). 따옴표를 고치세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,} names the picture “{picture}”, which is not there: correct it, or put the picture there.</source>
      <translation>파일 “{path}”: {row:,}번째 행의 그림 “{picture}”이(가) 없습니다. 고치거나 그 자리에 그림을 두세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,}, column “{column}” holds “{found}”, which is no finite number: correct it, or mark the column as one of categories.</source>
      <translation>파일 “{path}”: {row:,}번째 행, 열 “{column}”의 “{found}”은(는) 유한한 수가 아닙니다. 고치거나 그 열을 범주로 표시하세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,}, column “{column}” is empty (in all, {count:,} of {rows:,} rows have an empty cell): fill it, or choose in the settings of “{block}” what becomes of missing values.</source>
      <translation>파일 “{path}”: {row:,}번째 행, 열 “{column}”이(가) 비어 있습니다 (모두 {rows:,}행 중 {count:,}행에 빈 칸). 채우거나, “{block}”의 설정에서 빠진 값을 어떻게 할지 고르세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,}, column “{column}” is empty, but it is the target, which cannot be made up: fill it, or choose in the settings of “{block}” to leave such rows out.</source>
      <translation>파일 “{path}”: {row:,}번째 행, 열 “{column}”이(가) 비어 있는데, 목표값이라 지어낼 수 없습니다. 채우거나, “{block}”의 설정에서 그런 행을 빼도록 하세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: row {row:,}, column “{column}” is empty: fill it, or remove the row.</source>
      <translation>파일 “{path}”: {row:,}번째 행, 열 “{column}”이(가) 비어 있습니다. 채우거나 그 행을 지우세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: the array “{key}” has no rows.</source>
      <translation>파일 “{path}”: 배열 “{key}”에 행이 없습니다.</translation>
    </message>
    <message>
      <source>The file “{path}”: the array “{key}” holds {dtype}, not numbers. Such arrays can carry code and are never read: convert it to numbers first.</source>
      <translation>파일 “{path}”: 배열 “{key}”에 수가 아니라 {dtype}이(가) 들어 있습니다. 그런 배열은 코드를 담을 수 있어 읽지 않습니다. 먼저 수로 바꾸세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: the column “{column}” holds {found:,} different texts, too many to be categories (at most {most:,}): leave it out.</source>
      <translation>파일 “{path}”: 열 “{column}”에 서로 다른 글이 {found:,}개나 있어 범주로 쓸 수 없습니다 (최대 {most:,}개). 빼세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: the column “{column}” is empty in every row: leave it out.</source>
      <translation>파일 “{path}”: 열 “{column}”은(는) 모든 행에서 비어 있습니다. 빼세요.</translation>
    </message>
    <message>
      <source>The file “{path}”: the target “{column}” is “{found}” in every row, so there is nothing to tell apart: choose another target.</source>
      <translation>파일 “{path}”: 목표값 “{column}”이(가) 모든 행에서 “{found}”이라 가려낼 것이 없습니다. 다른 목표값을 고르세요.</translation>
    </message>
    <message>
      <source>The folder “{path}” holds neither a folder of pictures for each class nor the IDX files of MNIST and its family.</source>
      <translation>“{path}” 폴더에는 클래스별 그림 폴더도, MNIST 계열의 IDX 파일도 없습니다.</translation>
    </message>
    <message>
      <source>The gradient of “{layer}” is 0: nothing more is learned (a minimum, a saddle, dead units, or a loss that does not depend on it).</source>
      <translation>“{layer}”의 기울기는 0입니다: 더 배우지 않습니다(최솟값, 안장점, 죽은 유닛, 또는 이 층에 달려 있지 않은 손실).</translation>
    </message>
    <message>
      <source>The gradient of “{layer}” is not a number: training has diverged. What usually helps: a smaller learning rate, gradient clipping.</source>
      <translation>“{layer}”의 기울기가 수가 아닙니다. 학습이 발산했습니다. 흔히 듣는 방법: 더 작은 학습률, 기울기 자르기.</translation>
    </message>
    <message>
      <source>The gradient of “{layer}” is {value}.</source>
      <translation>“{layer}”의 기울기는 {value}입니다.</translation>
    </message>
    <message>
      <source>The images “{block}” have no folder yet: choose the folder of the IDX files in the inspector, or give it on the command line with --data “{block}=FOLDER”. “Fetch MNIST…” in the File menu, or “visualnn fetch mnist”, downloads those of MNIST.</source>
      <translation>이미지 “{block}”에 아직 폴더가 없습니다. 속성에서 IDX 파일의 폴더를 고르거나, 명령줄에서 --data “{block}=폴더”로 알려 주세요. MNIST는 파일 메뉴의 “MNIST 내려받기…”나 “visualnn fetch mnist”로 내려받습니다.</translation>
    </message>
    <message>
      <source>The images “{block}”: the folder “{path}” has no file {file} (or {file}.gz): put it there, or choose another folder.</source>
      <translation>이미지 “{block}”: 폴더 “{path}”에 {file}(또는 {file}.gz) 파일이 없습니다. 거기에 두거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
      <source>The images “{block}”: the training images are {train} but the test images are {test}: they must belong together.</source>
      <translation>이미지 “{block}”: 학습 이미지는 {train}인데 시험 이미지는 {test}입니다. 서로 맞아야 합니다.</translation>
    </message>
    <message>
      <source>The images “{block}”: {validation:,} validation rows cannot be taken from {rows:,} training images: make them fewer.</source>
      <translation>이미지 “{block}”: 학습 이미지 {rows:,}개에서 검증 행 {validation:,}개를 뗄 수 없습니다. 줄이세요.</translation>
    </message>
    <message>
      <source>The images “{block}”: “{images}” holds {images_found:,} images but “{labels}” holds {labels_found:,} labels: they must belong together.</source>
      <translation>이미지 “{block}”: “{images}”에는 이미지가 {images_found:,}개인데 “{labels}”에는 라벨이 {labels_found:,}개입니다. 서로 맞아야 합니다.</translation>
    </message>
    <message>
      <source>The images “{block}”: “{path}” is not a folder: choose the one that holds {file}.</source>
      <translation>이미지 “{block}”: “{path}”은(는) 폴더가 아닙니다. {file}이(가) 든 폴더를 고르세요.</translation>
    </message>
    <message>
      <source>The name "{name}" contains a "/", which separates layer and array in weight files; leave it out.</source>
      <translation>이름 "{name}"에 "/"가 있는데, 이는 가중치 파일에서 층과 배열을 나누는 기호입니다. 빼세요.</translation>
    </message>
    <message>
      <source>The network cannot be trained yet. {first}</source>
      <translation>아직 신경망을 학습시킬 수 없습니다. {first}</translation>
    </message>
    <message>
      <source>The network cannot write: what it predicts are no numbers any more. Reset it, or go back to an earlier step.</source>
      <translation>신경망이 글을 쓸 수 없습니다. 예측값이 더 이상 수가 아닙니다. 초기화하거나 이전 스텝으로 돌아가세요.</translation>
    </message>
    <message>
      <source>The network of the project did not get ready: {reason}</source>
      <translation>프로젝트의 신경망이 준비되지 않았습니다: {reason}</translation>
    </message>
    <message>
      <source>The network takes class numbers below {classes}, but was given {found}.</source>
      <translation>신경망은 {classes}보다 작은 클래스 번호를 받는데 {found}을(를) 받았습니다.</translation>
    </message>
    <message>
      <source>The network takes rows of shape {expected}, but was given an array of shape {found}.</source>
      <translation>신경망은 행의 모양이 {expected}이어야 하는데 모양이 {found}인 배열을 받았습니다.</translation>
    </message>
    <message>
      <source>The picture “{path}” cannot be read ({reason}): replace or remove it.</source>
      <translation>그림 “{path}”을(를) 읽을 수 없습니다 ({reason}). 바꾸거나 지우세요.</translation>
    </message>
    <message>
      <source>The picture “{path}” cannot be written: choose a folder that exists and a name that ends in .png or .jpg.</source>
      <translation>그림 “{path}”을(를) 쓸 수 없습니다. 있는 폴더와 .png나 .jpg로 끝나는 이름을 고르세요.</translation>
    </message>
    <message>
      <source>The picture “{path}” promises {width:,} x {height:,} points, more than {most:,} in all: make it smaller.</source>
      <translation>그림 “{path}”은(는) {width:,} x {height:,}점으로, 최대 {most:,}점을 넘습니다. 줄이세요.</translation>
    </message>
    <message>
      <source>The pictures “{block}” have no folder yet: choose one in the inspector, or give it on the command line with --data “{block}=FOLDER”.</source>
      <translation>그림 “{block}”에 아직 폴더가 없습니다. 속성에서 고르거나, 명령줄에서 --data “{block}=폴더”로 알려 주세요.</translation>
    </message>
    <message>
      <source>The pictures “{block}”: all are of one class (“{name}”), so there is nothing to tell apart: add another class.</source>
      <translation>그림 “{block}”: 모두 한 클래스(“{name}”)라 가려낼 것이 없습니다. 다른 클래스를 더하세요.</translation>
    </message>
    <message>
      <source>The pictures “{block}”: the class “{name}” has one picture only (“{path}”), which cannot be both learnt from and held back: add more, or set the shares for validation and test to 0.</source>
      <translation>그림 “{block}”: 클래스 “{name}”에는 그림이 하나(“{path}”)뿐이라 배우면서 따로 남겨 둘 수 없습니다. 더 넣거나, 검증과 시험의 비율을 0으로 하세요.</translation>
    </message>
    <message>
      <source>The pictures “{block}”: the file “{path}” has no column “{column}”: it has {known}.</source>
      <translation>그림 “{block}”: 파일 “{path}”에 열 “{column}”이(가) 없습니다. 있는 열: {known}.</translation>
    </message>
    <message>
      <source>The pictures “{block}”: the folder “{path}” holds no folders: put the pictures of each class into a folder of their own in it, or choose a CSV file of paths and classes.</source>
      <translation>그림 “{block}”: 폴더 “{path}” 안에 폴더가 없습니다. 클래스마다 폴더를 만들어 그림을 넣거나, 경로와 클래스가 든 CSV 파일을 고르세요.</translation>
    </message>
    <message>
      <source>The pictures “{block}”: the folder “{path}” holds no pictures ({known}): put some there, or remove it.</source>
      <translation>그림 “{block}”: 폴더 “{path}”에 그림({known})이 없습니다. 넣거나 그 폴더를 지우세요.</translation>
    </message>
    <message>
      <source>The race cannot use “{value}”: a depth must be a whole number from {low:g} to {high:g}.</source>
      <translation>경주에 “{value}”을(를) 쓸 수 없습니다. 깊이는 {low:g}부터 {high:g}까지의 정수여야 합니다.</translation>
    </message>
    <message>
      <source>The race cannot use “{value}”: a keep probability must be a number from {low:g} to {high:g}.</source>
      <translation>경주에 “{value}”을(를) 쓸 수 없습니다. 유지 확률은 {low:g}부터 {high:g}까지의 수여야 합니다.</translation>
    </message>
    <message>
      <source>The race cannot use “{value}”: a learning rate must be a number from {low:g} to {high:g}.</source>
      <translation>경주에 “{value}”을(를) 쓸 수 없습니다. 학습률은 {low:g}부터 {high:g}까지의 수여야 합니다.</translation>
    </message>
    <message>
      <source>The race cannot use “{value}”: behind the name there must be a number from {low:g} to {high:g}.</source>
      <translation>경주에 “{value}”을(를) 쓸 수 없습니다. 이름 뒤에는 {low:g}부터 {high:g}까지의 수가 와야 합니다.</translation>
    </message>
    <message>
      <source>The race cannot use “{value}”: the name must be one of {known}.</source>
      <translation>경주에 “{value}”을(를) 쓸 수 없습니다. 이름은 다음 중 하나여야 합니다: {known}.</translation>
    </message>
    <message>
      <source>The race cannot use “{value}”: “{name}” takes no number. Leave it out.</source>
      <translation>경주에 “{value}”을(를) 쓸 수 없습니다. “{name}”에는 수가 붙지 않습니다. 수를 빼세요.</translation>
    </message>
    <message>
      <source>The race has the value “{value}” twice: remove one.</source>
      <translation>경주에 “{value}” 값이 두 번 있습니다. 하나를 빼세요.</translation>
    </message>
    <message>
      <source>The table “{block}” has no rows: type at least one.</source>
      <translation>표 “{block}”에 행이 없습니다. 하나 이상 쓰세요.</translation>
    </message>
    <message>
      <source>The table “{block}” has {columns} columns, {targets} of them targets: at least one column must be an input and one a target.</source>
      <translation>표 “{block}”에는 열이 {columns}개, 그중 목표값이 {targets}개입니다. 입력과 목표값이 적어도 하나씩 있어야 합니다.</translation>
    </message>
    <message>
      <source>The table “{block}” is not written as columns (names), targets (a number) and rows (lists): {reason}.</source>
      <translation>표 “{block}”이(가) 열(이름), 목표값(수), 행(목록)으로 쓰여 있지 않습니다: {reason}.</translation>
    </message>
    <message>
      <source>The table “{block}”: row {row} has {found} cells, but there are {expected} columns: give each column one cell.</source>
      <translation>표 “{block}”: {row}번째 행에는 칸이 {found}개인데 열은 {expected}개입니다. 열마다 칸을 하나씩 두세요.</translation>
    </message>
    <message>
      <source>The table “{block}”: row {row}, column “{column}” holds “{found}”, which is no finite number: correct it.</source>
      <translation>표 “{block}”: {row}번째 행, 열 “{column}”의 “{found}”은(는) 유한한 수가 아닙니다. 고치세요.</translation>
    </message>
    <message>
      <source>The table “{block}”: row {row}, column “{column}” is empty: type a number.</source>
      <translation>표 “{block}”: {row}번째 행, 열 “{column}”이(가) 비어 있습니다. 수를 쓰세요.</translation>
    </message>
    <message>
      <source>The text “{block}” has {found:,} {unit}, but a window of {length} and the symbol after it need {expected}: write more, or make the sequence length smaller.</source>
      <translation>글 “{block}”은(는) {found:,}{unit}인데, 길이 {length}인 창과 그다음 기호에는 {expected}이(가) 필요합니다. 더 쓰거나 시퀀스 길이를 줄이세요.</translation>
    </message>
    <message>
      <source>The text “{block}”: the share for {split} is {found:,} {unit} long, but a window of {length} and the symbol after it need {expected}: make the share larger or 0, or the sequence length smaller.</source>
      <translation>글 “{block}”: {split}의 몫이 {found:,}{unit}인데, 길이 {length}인 창과 그다음 기호에는 {expected}이(가) 필요합니다. 몫을 늘리거나 0으로 하거나, 시퀀스 길이를 줄이세요.</translation>
    </message>
    <message>
      <source>The training session has ended.</source>
      <translation>학습 세션이 끝났습니다.</translation>
    </message>
    <message>
      <source>The weights have no array “{key}”, which this network needs.</source>
      <translation>가중치에 이 신경망이 필요로 하는 배열 “{key}”이(가) 없습니다.</translation>
    </message>
    <message>
      <source>The weights “{path}” cannot be read ({reason}): choose a .npz file exported from visualnn.</source>
      <translation>가중치 “{path}”을(를) 읽을 수 없습니다 ({reason}). visualnn에서 내보낸 .npz 파일을 고르세요.</translation>
    </message>
    <message>
      <source>The weights “{path}” hold {extra}, which this network does not have. It has: {expected}.</source>
      <translation>가중치 “{path}”에 이 신경망에 없는 {extra}이(가) 들어 있습니다. 있는 것: {expected}.</translation>
    </message>
    <message>
      <source>The weights “{path}” lack {missing}, which this network has. They hold: {found}.</source>
      <translation>가중치 “{path}”에 이 신경망의 {missing}이(가) 없습니다. 들어 있는 것: {found}.</translation>
    </message>
    <message>
      <source>The weights “{path}”: “{key}” holds NaN or infinity, so they come from a training that failed.</source>
      <translation>가중치 “{path}”: “{key}”에 NaN이나 무한대가 있습니다. 실패한 학습에서 나온 것입니다.</translation>
    </message>
    <message>
      <source>The weights “{path}”: “{key}” holds {found}, but must hold floating-point numbers; pickled objects are never loaded.</source>
      <translation>가중치 “{path}”: “{key}”에 {found}이(가) 들어 있는데 부동소수점 수여야 합니다. 피클된 객체는 읽지 않습니다.</translation>
    </message>
    <message>
      <source>The weights “{path}”: “{key}” is {found}, but this network needs {expected}.</source>
      <translation>가중치 “{path}”: “{key}”은(는) {found}인데 이 신경망에는 {expected}이(가) 필요합니다.</translation>
    </message>
    <message>
      <source>The wire to “{port}” of “{block}” comes from an output that is not there. Draw it anew.</source>
      <translation>“{block}”의 “{port}”(으)로 가는 선이 없는 출력에서 나옵니다. 다시 그으세요.</translation>
    </message>
    <message>
      <source>The workbook “{path}” has no sheet “{sheet}”: choose one of {known}.</source>
      <translation>통합 문서 “{path}”에 시트 “{sheet}”이(가) 없습니다. 다음 중에서 고르세요: {known}.</translation>
    </message>
    <message>
      <source>The workbook “{path}” promises {needed} of content, more than the {available} of memory that are free: save the sheet as CSV and take a part of it.</source>
      <translation>통합 문서 “{path}”의 내용은 {needed}로, 비어 있는 메모리 {available}보다 많습니다. 시트를 CSV로 저장하고 일부만 쓰세요.</translation>
    </message>
    <message>
      <source>There is no block of your own called “{title}” any more: save it again, or choose another one.</source>
      <translation>“{title}”이라는 내 블록이 더는 없습니다. 다시 보관하거나 다른 것을 고르세요.</translation>
    </message>
    <message>
      <source>There is no confusion matrix: the data have no rows for “{split}”.</source>
      <translation>혼동 행렬이 없습니다. 데이터에 “{split}” 행이 없습니다.</translation>
    </message>
    <message>
      <source>There is no data block called “{name}” whose source could be set. Those there are: {known}.</source>
      <translation>소스를 정할 수 있는 데이터 블록 “{name}”이(가) 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
      <source>There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); start visualnn in a desktop session, or use what works without one: visualnn train, check and screenshot.</source>
      <translation>창을 열 디스플레이가 없습니다 (DISPLAY도 WAYLAND_DISPLAY도 없음). 데스크톱 세션에서 visualnn을 시작하거나 창 없이 되는 visualnn train, check, screenshot을 쓰세요.</translation>
    </message>
    <message>
      <source>There is no file “{path}”. Samples open by name: {samples}.</source>
      <translation>파일 “{path}”이(가) 없습니다. 예제는 이름으로 열립니다: {samples}.</translation>
    </message>
    <message>
      <source>There is no work called “{name}”. Those there are: {known}.</source>
      <translation>“{name}”이라는 작업이 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
      <source>There is no “{name}” to fetch; there are: {known}.</source>
      <translation>내려받을 “{name}”이(가) 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
      <source>There is nothing to train yet: add a Loss block and connect the last layer and the data's y to it.</source>
      <translation>아직 학습할 것이 없습니다. 손실 블록을 추가하고 마지막 층과 데이터의 y를 이으세요.</translation>
    </message>
    <message>
      <source>This drawing has no loss block, so there is nothing to race; add one.</source>
      <translation>이 그림에는 손실 블록이 없어서 겨룰 것이 없습니다. 하나 추가하세요.</translation>
    </message>
    <message>
      <source>This network has no block with initial weights; add a Dense block to race its initialiser.</source>
      <translation>이 신경망에는 초기 가중치가 있는 블록이 없습니다. 초기화 방법을 겨루려면 Dense 블록을 추가하세요.</translation>
    </message>
    <message>
      <source>This network has no dropout block; add one to race its keep probability.</source>
      <translation>이 신경망에는 드롭아웃 블록이 없습니다. 유지 확률을 겨루려면 하나 추가하세요.</translation>
    </message>
    <message>
      <source>This network has no hidden activation block; add one to race its function.</source>
      <translation>이 신경망에는 은닉 활성화 블록이 없습니다. 함수를 겨루려면 하나 추가하세요.</translation>
    </message>
    <message>
      <source>This network has no hidden layer (Dense followed by Activation); add one to race its depth.</source>
      <translation>이 신경망에는 은닉층(Dense 다음에 활성화)이 없습니다. 깊이를 겨루려면 하나 추가하세요.</translation>
    </message>
    <message>
      <source>This network needs {needed} of memory ({parameters} trainable numbers, {batch} rows in a batch), but only {available} are free. Make its layers or the batch smaller.</source>
      <translation>이 신경망에는 메모리 {needed}이(가) 필요한데 (학습되는 수 {parameters}개, 배치 {batch}행) {available}만 비어 있습니다. 층이나 배치를 줄이세요.</translation>
    </message>
    <message>
      <source>Tiny gradients in all layers, the largest {value} in “{strong}”: next to nothing is learned. So it is at the end of the way; while the loss is high, other initial weights usually help, or ReLU instead of sigmoid.</source>
      <translation>모든 층의 기울기가 매우 작습니다(최대 “{strong}”의 {value}): 거의 학습되지 않습니다. 학습이 끝날 무렵에는 자연스러운 일입니다. 손실이 아직 크다면 보통 다른 초기 가중치나 시그모이드 대신 ReLU가 도움이 됩니다.</translation>
    </message>
    <message>
      <source>To make room, {count} of the oldest runs without a name were deleted. Give a run a name to keep it.</source>
      <translation>자리를 마련하려고 이름 없는 가장 오래된 학습 기록 {count}개를 지웠습니다. 남겨 두려면 기록에 이름을 붙이세요.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}, as was asked for.</source>
      <translation>요청대로 에포크 {epoch} 뒤에 학습을 멈췄습니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: for {patience} epochs the loss has not fallen below the {value:.4g} of epoch {best}.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. {patience}에포크 동안 손실이 에포크 {best}의 {value:.4g}보다 떨어지지 않았습니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: for {patience} epochs the loss has not fallen below the {value:.4g} of epoch {best}. The network has the weights of epoch {best} again.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. {patience}에포크 동안 손실이 에포크 {best}의 {value:.4g} 아래로 떨어지지 않았습니다. 신경망은 다시 에포크 {best}의 가중치를 지닙니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: for {patience} epochs the sum of all losses has not fallen below the {value:.4g} of epoch {best}.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. {patience}에포크 동안 모든 손실의 합이 에포크 {best}의 {value:.4g} 아래로 떨어지지 않았습니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: for {patience} epochs the sum of all losses has not fallen below the {value:.4g} of epoch {best}. The network has the weights of epoch {best} again.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. {patience}에포크 동안 모든 손실의 합이 에포크 {best}의 {value:.4g} 아래로 떨어지지 않았습니다. 신경망은 다시 에포크 {best}의 가중치를 지닙니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: the accuracy of {value:.4g} is not below {limit:g}.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. 정확도 {value:.4g}이(가) {limit:g} 이상입니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: the loss of {value:.4g} is not above {limit:g}.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. 손실 {value:.4g}이(가) {limit:g} 이하입니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: the lowest of the accuracies, {value:.4g}, is not below {limit:g}.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. 가장 낮은 정확도 {value:.4g}이(가) {limit:g} 이상입니다.</translation>
    </message>
    <message>
      <source>Training stopped after epoch {epoch}: the sum of all losses, {value:.4g}, is not above {limit:g}.</source>
      <translation>에포크 {epoch} 뒤에 학습을 멈췄습니다. 모든 손실의 합 {value:.4g}이(가) {limit:g} 이하입니다.</translation>
    </message>
    <message>
      <source>Training stopped at step {step}: the loss is no longer a finite number, and the first block to give such numbers was “{block}”. The weights are those after step {restored}, the last that were finite. Lower the learning rate, or check the data.</source>
      <translation>스텝 {step}에서 학습을 멈췄습니다. 손실이 더는 유한한 수가 아니며, 그런 수를 처음 낸 블록은 “{block}”입니다. 가중치는 마지막으로 유한했던 스텝 {restored} 뒤의 것입니다. 학습률을 낮추거나 데이터를 확인하세요.</translation>
    </message>
    <message>
      <source>Use softmax cross-entropy</source>
      <translation>소프트맥스 교차 엔트로피 쓰기</translation>
    </message>
    <message>
      <source>Use “{block}” again</source>
      <translation>“{block}” 다시 쓰기</translation>
    </message>
    <message>
      <source>Weights were set from outside after step {step}.</source>
      <translation>스텝 {step} 뒤에 가중치를 밖에서 정했습니다.</translation>
    </message>
    <message>
      <source>What is asked for depends on several data blocks: give rows for each of {blocks}, as a dictionary by name.</source>
      <translation>구하려는 것은 여러 데이터 블록에 달려 있습니다. {blocks} 각각의 행을 이름별 딕셔너리로 주세요.</translation>
    </message>
    <message>
      <source>What is asked for does not depend on any data, so there are no rows to give it.</source>
      <translation>구하려는 것은 데이터에 달려 있지 않아 줄 행이 없습니다.</translation>
    </message>
    <message>
      <source>{count} kept runs cannot be read; of the first the reason is: {reason}. The others are not concerned; delete the folder “{path}” and those listed in the tool tip to be rid of this message.</source>
      <translation>보관된 기록 {count}개를 읽을 수 없습니다. 첫 번째의 이유: {reason}. 다른 기록에는 영향이 없습니다. 이 메시지를 없애려면 “{path}” 폴더와 도구 설명에 나열된 폴더를 삭제하세요.</translation>
    </message>
    <message>
      <source>{name} is not installed, so there is nothing to compare with: pip install {package}.</source>
      <translation>{name}이(가) 설치되어 있지 않아 비교할 것이 없습니다: pip install {package}.</translation>
    </message>
    <message>
      <source>{source} cannot be read: a wire is tied to the block “{block}”, which is not there: remove it.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 선이 없는 블록 “{block}”에 이어져 있습니다. 그 선을 지우세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: a wire is tied to “{port}” of the block “{block}”, whose ports on that side are: {known}. Correct it.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 선이 블록 “{block}”의 “{port}”에 이어져 있는데, 그쪽 포트는 {known}입니다. 고치세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: its race is wrong. {reason}</source>
      <translation>{source}을(를) 읽을 수 없습니다. 경주 설정이 잘못되었습니다. {reason}</translation>
    </message>
    <message>
      <source>{source} cannot be read: the block “{block}” is of the kind “{kind}”, which this version does not know. It knows: {known}.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 블록 “{block}”의 종류 “{kind}”은(는) 이 버전이 모르는 것입니다. 아는 것: {known}.</translation>
    </message>
    <message>
      <source>{source} cannot be read: the group “{group}” lies in itself: remove it.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 그룹 “{group}”이(가) 자기 안에 들어 있습니다. 지우세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: the group “{group}” lists what is not there, or nothing: remove it.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 그룹 “{group}”에 없는 것이 적혀 있거나 비어 있습니다. 지우세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: two blocks have the {key} “{value}”: give each its own.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 두 블록의 {key}이(가) 모두 “{value}”입니다. 서로 다르게 하세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: two wires lead to “{port}” of the block “{block}”: remove one.</source>
      <translation>{source}을(를) 읽을 수 없습니다. 블록 “{block}”의 “{port}”에 선이 둘 이어져 있습니다. 하나를 지우세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: {where} has an entry “{key}” that this version does not know. It knows: {known}.</source>
      <translation>{source}을(를) 읽을 수 없습니다. {where}에 이 버전이 모르는 항목 “{key}”이(가) 있습니다. 아는 것: {known}.</translation>
    </message>
    <message>
      <source>{source} cannot be read: {where} is wrong ({reason}). Correct it, or take an older copy.</source>
      <translation>{source}을(를) 읽을 수 없습니다. {where}이(가) 잘못되었습니다 ({reason}). 고치거나 이전 사본을 쓰세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: “values” is “{found}”, but must be one of {known}. Correct it, or remove the line.</source>
      <translation>{source}을(를) 읽을 수 없습니다. “values”가 “{found}”인데 다음 중 하나여야 합니다: {known}. 고치거나 그 줄을 지우세요.</translation>
    </message>
    <message>
      <source>{source} cannot be read: “{block}” is no name for a block, since weights are saved under it: it must not be empty nor hold a “/”.</source>
      <translation>{source}을(를) 읽을 수 없습니다. “{block}”은(는) 블록 이름이 될 수 없습니다. 가중치가 그 이름으로 저장되므로 비어 있거나 “/”가 들어가면 안 됩니다.</translation>
    </message>
    <message>
      <source>{source} cannot be read: “{member}” lies in two groups: remove it from one.</source>
      <translation>{source}을(를) 읽을 수 없습니다. “{member}”이(가) 두 그룹에 들어 있습니다. 한쪽에서 지우세요.</translation>
    </message>
    <message>
      <source>{source} is no visualnn project: it has no version number under “visualnn”. Choose a .vnn file.</source>
      <translation>{source}은(는) visualnn 프로젝트가 아닙니다. “visualnn”에 버전 번호가 없습니다. .vnn 파일을 고르세요.</translation>
    </message>
    <message>
      <source>{source} is no visualnn project: its text is not JSON (line {line}, column {column}: {reason}). Choose a .vnn file, or an older copy of this one.</source>
      <translation>{source}은(는) visualnn 프로젝트가 아닙니다. 내용이 JSON이 아닙니다 ({line}번째 줄, {column}번째 칸: {reason}). .vnn 파일이나 이전 사본을 고르세요.</translation>
    </message>
    <message>
      <source>{source} was saved by a newer visualnn (format {found}; this version reads up to {known}): update with pip install --upgrade visualnn.</source>
      <translation>{source}은(는) 더 새로운 visualnn으로 저장되었습니다 (형식 {found}, 이 버전은 {known}까지 읽음). pip install --upgrade visualnn으로 올리세요.</translation>
    </message>
    <message>
      <source>{title} cannot be stored in “{folder}” ({reason}): choose another folder, or free some room.</source>
      <translation>{title}을(를) “{folder}”에 저장할 수 없습니다 ({reason}). 다른 폴더를 고르거나 공간을 비우세요.</translation>
    </message>
    <message>
      <source>{title} could not be fetched ({reasons}). Check the network and try again: what has arrived is kept. Without a network, get {files} in another way and choose their folder in a block “Image files”, or use the block “Digits”, which comes with the program.</source>
      <translation>{title}을(를) 내려받지 못했습니다 ({reasons}). 네트워크를 확인하고 다시 해 보세요. 받은 만큼은 남아 있습니다. 네트워크가 없으면 {files}을(를) 다른 방법으로 구해 “이미지 파일” 블록에서 그 폴더를 고르거나, 프로그램에 들어 있는 “숫자” 블록을 쓰세요.</translation>
    </message>
    <message>
      <source>“{block}” cannot give the {count} numbers of “{source}” ({shape}) the shape {wanted}. Choose extents whose product is {count}; one of them may be -1, which is then worked out.</source>
      <translation>“{block}”은(는) “{source}”의 수 {count}개({shape})에 모양 {wanted}을(를) 줄 수 없습니다. 곱이 {count}인 크기를 고르세요. 하나는 -1로 두면 계산됩니다.</translation>
    </message>
    <message>
      <source>“{block}” cannot join {a_shape} from “{a}” and {b_shape} from “{b}”: from the right, extents must be equal, or one of them 1. Change one of the two.</source>
      <translation>“{block}”은(는) “{a}”의 {a_shape}과(와) “{b}”의 {b_shape}을(를) 합칠 수 없습니다. 오른쪽부터 크기가 같거나 하나가 1이어야 합니다. 둘 중 하나를 바꾸세요.</translation>
    </message>
    <message>
      <source>“{block}” compares the {prediction_shape} numbers of “{prediction}” with “{target}”, which has {classes} classes. Set the units of the last Dense block to {classes}.</source>
      <translation>“{block}”은(는) “{prediction}”의 수 {prediction_shape}개를 클래스가 {classes}개인 “{target}”과(와) 비교합니다. 마지막 Dense 블록의 유닛을 {classes}개로 하세요.</translation>
    </message>
    <message>
      <source>“{block}” compares “{prediction}” ({prediction_shape} a row) with “{target}” ({target_shape} a row); both must have the same shape. Change the units of the last Dense block.</source>
      <translation>“{block}”은(는) “{prediction}”(행마다 {prediction_shape})을 “{target}”(행마다 {target_shape})과 비교하는데 모양이 같아야 합니다. 마지막 Dense 블록의 유닛을 바꾸세요.</translation>
    </message>
    <message>
      <source>“{block}” exchanges the last two axes, but “{source}” gives {shape}, which has fewer than two per row.</source>
      <translation>“{block}”은(는) 마지막 두 축을 바꾸는데 “{source}”은(는) {shape}(으)로, 행마다 축이 둘보다 적습니다.</translation>
    </message>
    <message>
      <source>“{block}” handles up to {most} axes, but “{source}” gives {shape}.</source>
      <translation>“{block}”은(는) 축을 {most}개까지 다루는데 “{source}”은(는) {shape}을(를) 냅니다.</translation>
    </message>
    <message>
      <source>“{block}” has no file yet: choose one in the inspector, or give it on the command line with --data “{block}=FILE”.</source>
      <translation>“{block}”에 아직 파일이 없습니다. 속성에서 고르거나, 명령줄에서 --data “{block}=파일”로 알려 주세요.</translation>
    </message>
    <message>
      <source>“{block}” has no values here: no loss depends on it, so it is not computed while the network trains. Connect it on to a loss, or look at it with Values on the Canvas.</source>
      <translation>“{block}”에는 여기에 보일 값이 없습니다. 이 블록에 달린 손실이 없어 학습하는 동안 계산하지 않습니다. 손실까지 연결하거나, 캔버스의 값으로 보세요.</translation>
    </message>
    <message>
      <source>“{block}” has not just one input and one output, so it cannot be bypassed. Press M to use it again.</source>
      <translation>“{block}”은(는) 입력과 출력이 하나씩이 아니어서 우회할 수 없습니다. M을 누르면 다시 씁니다.</translation>
    </message>
    <message>
      <source>“{block}” looks up symbols, so it needs one-hot values or class numbers, but “{source}” gives numbers ({shape}). Connect a Text block, or use a Dense block.</source>
      <translation>“{block}”은(는) 기호를 찾아보므로 원-핫 값이나 클래스 번호가 필요한데 “{source}”은(는) 수({shape})를 냅니다. 텍스트 블록을 잇거나 Dense 블록을 쓰세요.</translation>
    </message>
    <message>
      <source>“{block}” multiplies rows of a with columns of b, so the last extent of a must be the first of b, but “{a}” gives {a_shape} and “{b}” gives {b_shape}.</source>
      <translation>“{block}”은(는) a의 행과 b의 열을 곱하므로 a의 마지막 크기가 b의 첫 크기여야 하는데 “{a}”은(는) {a_shape}, “{b}”은(는) {b_shape}을(를) 냅니다.</translation>
    </message>
    <message>
      <source>“{block}” needs a sequence (steps x features), but “{source}” gives {shape} a row. Connect a Text block, or another recurrent block that gives its whole sequence.</source>
      <translation>“{block}”에는 시퀀스(스텝 x 특징)가 필요한데 “{source}”은(는) 행마다 {shape}을(를) 냅니다. 텍스트 블록이나 시퀀스 전체를 내는 순환 블록을 이으세요.</translation>
    </message>
    <message>
      <source>“{block}” needs at least one number a row in a list, but “{source}” gives {shape}.</source>
      <translation>“{block}”에는 행마다 수가 하나 이상인 목록이 필요한데 “{source}”은(는) {shape}을(를) 냅니다.</translation>
    </message>
    <message>
      <source>“{block}” needs images (channels x height x width), but “{source}” gives {shape} a row. Let the data block give images, or put a Reshape block in between.</source>
      <translation>“{block}”에는 이미지(채널 x 높이 x 너비)가 필요한데 “{source}”은(는) 행마다 {shape}을(를) 냅니다. 데이터 블록이 이미지를 내게 하거나 사이에 Reshape 블록을 두세요.</translation>
    </message>
    <message>
      <source>“{block}” needs numbers at its port “prediction”, but “{prediction}” gives {prediction_shape}. Connect the last layer of the network there and the data block's y to “target”.</source>
      <translation>“{block}”의 “prediction” 포트에는 수가 필요한데 “{prediction}”은(는) {prediction_shape}을(를) 냅니다. 신경망의 마지막 층을 거기에, 데이터 블록의 y를 “target”에 이으세요.</translation>
    </message>
    <message>
      <source>“{block}” needs numbers, but “{source}” gives class numbers ({shape}).</source>
      <translation>“{block}”에는 수가 필요한데 “{source}”은(는) 클래스 번호({shape})를 냅니다.</translation>
    </message>
    <message>
      <source>“{block}” needs numbers, but “{source}” gives class numbers ({shape}). Use a one-hot output.</source>
      <translation>“{block}”에는 수가 필요한데 “{source}”은(는) 클래스 번호({shape})를 냅니다. 원-핫 출력을 쓰세요.</translation>
    </message>
    <message>
      <source>“{block}” needs {needed} for its {rows:,} rows: more than the {available} of memory that are free, and the disk of “{folder}” has room for {disk} only. Free some room, or use fewer rows.</source>
      <translation>“{block}”의 {rows:,}행에는 {needed}이(가) 필요합니다. 비어 있는 메모리 {available}보다 많고, “{folder}”의 디스크에는 {disk}만 남아 있습니다. 공간을 비우거나 행을 줄이세요.</translation>
    </message>
    <message>
      <source>“{block}” needs {needed} of memory for its {rows:,} rows, but only {available} are free: use fewer rows, or smaller ones.</source>
      <translation>“{block}”의 {rows:,}행에는 메모리 {needed}이(가) 필요한데 {available}만 비어 있습니다. 행을 줄이거나 작게 하세요.</translation>
    </message>
    <message>
      <source>“{block}” puts values side by side along the last axis, so all other extents must agree, but “{a}” gives {a_shape} and “{b}” gives {b_shape}.</source>
      <translation>“{block}”은(는) 값을 마지막 축으로 나란히 놓으므로 나머지 크기가 모두 같아야 하는데 “{a}”은(는) {a_shape}, “{b}”은(는) {b_shape}을(를) 냅니다.</translation>
    </message>
    <message>
      <source>“{block}” slides a window of {window} x {window} over images, but those of “{source}” are {height} x {width}{padded}. Make the window smaller.</source>
      <translation>“{block}”은(는) {window} x {window} 창을 이미지 위로 미는데 “{source}”의 이미지는 {height} x {width}{padded}입니다. 창을 줄이세요.</translation>
    </message>
    <message>
      <source>“{block}” works along axis 0, but axis 0 of “{source}” is the batch, whose rows are worked on one by one. Choose another axis.</source>
      <translation>“{block}”은(는) 축 0을 따라 계산하는데 “{source}”의 축 0은 배치이며 그 행은 하나씩 계산됩니다. 다른 축을 고르세요.</translation>
    </message>
    <message>
      <source>“{block}” works along axis {axis}, but “{source}” gives {shape}, which has only axes {axes}.</source>
      <translation>“{block}”은(는) 축 {axis}을(를) 따라 계산하는데 “{source}”은(는) {shape}(으)로 축이 {axes}뿐입니다.</translation>
    </message>
    <message>
      <source>“{block}” would hold {count} numbers; {most} is the most.</source>
      <translation>“{block}”에 수가 {count}개나 들어가게 됩니다. 최대는 {most}개입니다.</translation>
    </message>
    <message>
      <source>“{block}”: binary cross-entropy is for yes/no targets, but “{target}” has {classes} classes. Choose softmax cross-entropy.</source>
      <translation>“{block}”: 이진 교차 엔트로피는 예/아니요 목표값에 쓰는데 “{target}”에는 클래스가 {classes}개입니다. 소프트맥스 교차 엔트로피를 고르세요.</translation>
    </message>
    <message>
      <source>“{block}”: no column is left to be an input: choose fewer targets.</source>
      <translation>“{block}”: 입력으로 남은 열이 없습니다. 목표값을 줄이세요.</translation>
    </message>
    <message>
      <source>“{block}”: row {row:,} of the targets is {found}, which is no class number (0, 1, 2, ...): choose targets that are numbers, or correct it.</source>
      <translation>“{block}”: 목표값의 {row:,}번째 행 {found}은(는) 클래스 번호(0, 1, 2, ...)가 아닙니다. 수인 목표값을 고르거나 고치세요.</translation>
    </message>
    <message>
      <source>“{block}”: row {row:,} of the {what} holds {found}, which is no finite number: correct it.</source>
      <translation>“{block}”: {what}의 {row:,}번째 행에 있는 {found}은(는) 유한한 수가 아닙니다. 고치세요.</translation>
    </message>
    <message>
      <source>“{block}”: targets that are 0 or 1 stand for two classes, but there are {classes}: choose the target “Class”, or two classes.</source>
      <translation>“{block}”: 0 아니면 1인 목표값은 두 클래스를 뜻하는데 클래스가 {classes}개입니다. 목표값 “클래스”를 고르거나 클래스를 둘로 하세요.</translation>
    </message>
    <message>
      <source>“{block}”: the column “{column}” is chosen twice: let it be an input or a target.</source>
      <translation>“{block}”: 열 “{column}”을(를) 두 번 골랐습니다. 입력이나 목표값 중 하나로 하세요.</translation>
    </message>
    <message>
      <source>“{block}”: the file “{path}” has no column “{column}”: choose among {known}.</source>
      <translation>“{block}”: 파일 “{path}”에 열 “{column}”이(가) 없습니다. 다음 중에서 고르세요: {known}.</translation>
    </message>
    <message>
      <source>“{block}”: the file “{path}” has one column only (“{column}”), but an input and a target are needed: choose another separator in the settings, or another file.</source>
      <translation>“{block}”: 파일 “{path}”에 열이 하나(“{column}”)뿐인데 입력과 목표값이 필요합니다. 설정에서 다른 구분 기호를 고르거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
      <source>“{block}”: the file “{path}” holds no array “{key}”: it has {known}.</source>
      <translation>“{block}”: 파일 “{path}”에 배열 “{key}”이(가) 없습니다. 있는 것: {known}.</translation>
    </message>
    <message>
      <source>“{block}”: the file “{path}” is so large that its rows keep their order and the last ones are held back, but class {found} is among those alone: shuffle the rows before saving them, or hold none back.</source>
      <translation>“{block}”: 파일 “{path}”이(가) 커서 행의 순서를 그대로 두고 마지막 행들을 따로 남겨 두는데, 클래스 {found}이(가) 그 행들에만 있습니다. 행을 섞어서 저장하거나, 남겨 두는 행을 없애세요.</translation>
    </message>
    <message>
      <source>“{block}”: the input “{column}” holds numbers, but only categories go to an Embedding block: leave it out, mark it as one of categories, or choose one-hot categories.</source>
      <translation>“{block}”: 입력 “{column}”은(는) 수인데 임베딩 블록에는 범주만 들어갑니다. 빼거나, 범주로 표시하거나, 원-핫 범주를 고르세요.</translation>
    </message>
    <message>
      <source>“{block}”: the inputs have {x_rows:,} rows, but the targets {y_rows:,}: they must belong together.</source>
      <translation>“{block}”: 입력은 {x_rows:,}행인데 목표값은 {y_rows:,}행입니다. 서로 맞아야 합니다.</translation>
    </message>
    <message>
      <source>“{block}”: the target “{column}” holds categories, so it must be the only target.</source>
      <translation>“{block}”: 목표값 “{column}”은(는) 범주이므로 유일한 목표값이어야 합니다.</translation>
    </message>
    <message>
      <source>“{block}”: there is no file of targets yet: choose it in the settings (“{path}” was looked for).</source>
      <translation>“{block}”: 아직 목표값 파일이 없습니다. 설정에서 고르세요 (“{path}”을(를) 찾아보았습니다).</translation>
    </message>
    <message>
      <source>“{block}”: there is no file “{path}”: choose another, or put it there.</source>
      <translation>“{block}”: 파일 “{path}”이(가) 없습니다. 다른 파일을 고르거나 거기에 두세요.</translation>
    </message>
    <message>
      <source>“{block}”: validation {validation:g} and test {test:g} leave nothing to train on: make their sum smaller than 1.</source>
      <translation>“{block}”: 검증 {validation:g}과(와) 시험 {test:g}을(를) 떼면 학습할 것이 남지 않습니다. 합을 1보다 작게 하세요.</translation>
    </message>
    <message>
      <source>“{block}”: {rows:,} rows are fewer than the {classes} classes: make them more.</source>
      <translation>“{block}”: {rows:,}행은 클래스 수 {classes}보다 적습니다. 늘리세요.</translation>
    </message>
    <message>
      <source>“{block}”: “{path}” is a folder: choose a file in it.</source>
      <translation>“{block}”: “{path}”은(는) 폴더입니다. 그 안의 파일을 고르세요.</translation>
    </message>
    <message>
      <source>“{block}”: “{text}” is no shape. Write up to {most} whole numbers above 0 with commas, one of them perhaps -1: -1, 28.</source>
      <translation>“{block}”: “{text}”은(는) 모양이 아닙니다. 0보다 큰 정수를 {most}개까지 쉼표로 쓰세요. 하나는 -1이어도 됩니다: -1, 28.</translation>
    </message>
    <message>
      <source>“{block}”: “{text}” is no shape. Write whole numbers above 0 with commas: 5, 2. Leave it empty for one number.</source>
      <translation>“{block}”: “{text}”은(는) 모양이 아닙니다. 0보다 큰 정수를 쉼표로 쓰세요: 5, 2. 수 하나면 비워 두세요.</translation>
    </message>
    <message>
      <source>“{block}”: “{text}” is no tensor. Write a number, or lists of one length in brackets: [[1, 2], [3, 4]].</source>
      <translation>“{block}”: “{text}”은(는) 텐서가 아닙니다. 수 하나, 또는 길이가 같은 목록을 대괄호로 쓰세요: [[1, 2], [3, 4]].</translation>
    </message>
    <message>
      <source>“{first}” to “{last}”: gradients within a factor of {ratio} of each other, healthy.</source>
      <translation>“{first}”부터 “{last}”까지: 기울기의 차이가 {ratio}배 이내로 건강합니다.</translation>
    </message>
    <message>
      <source>“{name}” must be a whole number from {least} to {most}, not {found}.</source>
      <translation>“{name}”은(는) {least}에서 {most}까지의 정수여야 하는데, {found}입니다.</translation>
    </message>
    <message>
      <source>“{path}” cannot be read ({reason}): check that it is a file that you may read.</source>
      <translation>“{path}”을(를) 읽을 수 없습니다 ({reason}). 읽을 권한이 있는 파일인지 확인하세요.</translation>
    </message>
    <message>
      <source>“{path}” cannot be written ({reason}): choose another place, or free some room.</source>
      <translation>“{path}”을(를) 쓸 수 없습니다 ({reason}). 다른 자리를 고르거나 공간을 비우세요.</translation>
    </message>
    <message>
      <source>“{path}” cannot be written: it is a folder. Give the name of a file.</source>
      <translation>“{path}”을(를) 쓸 수 없습니다. 폴더입니다. 파일 이름을 쓰세요.</translation>
    </message>
    <message>
      <source>“{path}” cannot be written: {folder} is no folder that you may write in.</source>
      <translation>“{path}”을(를) 쓸 수 없습니다. {folder}은(는) 쓸 수 있는 폴더가 아닙니다.</translation>
    </message>
    <message>
      <source>“{path}” holds {size:,} bytes, too much for a project ({limit:,} at most): choose a .vnn file.</source>
      <translation>“{path}”은(는) {size:,}바이트로 프로젝트치고 너무 큽니다 (최대 {limit:,}). .vnn 파일을 고르세요.</translation>
    </message>
    <message>
      <source>“{path}” is a picture by itself: take the folder that holds a folder for each class, or a CSV file of paths and classes.</source>
      <translation>“{path}”은(는) 그림 한 장입니다. 클래스마다 폴더가 하나씩 든 폴더나, 경로와 클래스를 적은 CSV 파일을 고르세요.</translation>
    </message>
    <message>
      <source>“{path}” is another file than the one of {title}, and is left alone: move it away, or choose another folder.</source>
      <translation>“{path}”은(는) {title}의 파일과 다르므로 건드리지 않습니다. 옮기거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
      <source>“{path}” is no data that a block reads: take a table ({tables}), an array ({arrays}), a text ({texts}), a folder with a folder of pictures for each class, or the folder of IDX files.</source>
      <translation>“{path}”은(는) 블록이 읽을 수 있는 데이터가 아닙니다. 표({tables}), 배열({arrays}), 텍스트({texts}), 클래스마다 그림 폴더가 든 폴더, IDX 파일이 든 폴더 중에서 고르세요.</translation>
    </message>
    <message>
      <source>“{strong}” receives {ratio} times the gradient of “{weak}”: exploding. What usually helps: gradient clipping, a smaller learning rate, smaller initial weights, normalisation.</source>
      <translation>“{strong}”이(가) “{weak}”의 {ratio}배인 기울기를 받습니다: 폭발. 흔히 듣는 방법: 기울기 자르기, 더 작은 학습률, 더 작은 초기 가중치, 정규화.</translation>
    </message>
    <message>
      <source>“{weak}” receives 1/{ratio} of the gradient of “{strong}”: vanishing. What usually helps: ReLU instead of sigmoid, He or Xavier initial weights, normalisation, shortcuts, fewer layers.</source>
      <translation>“{weak}”이(가) “{strong}”의 1/{ratio}인 기울기를 받습니다: 소실. 흔히 듣는 방법: 시그모이드 대신 ReLU, He나 Xavier 초기 가중치, 정규화, 지름길 연결, 더 적은 층.</translation>
    </message>
  </context>
  <context>
    <name>overlay</name>
    <message>
      <source>validation</source>
      <translation>검증</translation>
    </message>
  </context>
  <context>
    <name>panels</name>
    <message>
      <source>There is no network yet: choose a lesson on the welcome page, or wire data, layers and a loss.</source>
      <translation>아직 신경망이 없습니다. 시작 화면에서 수업을 고르거나, 데이터와 층과 손실을 이으세요.</translation>
    </message>
    <message>
      <source>channel</source>
      <translation>채널</translation>
    </message>
    <message>
      <source>column</source>
      <translation>열</translation>
    </message>
    <message>
      <source>feature</source>
      <translation>특성</translation>
    </message>
    <message>
      <source>filter</source>
      <translation>필터</translation>
    </message>
    <message>
      <source>gate</source>
      <translation>게이트</translation>
    </message>
    <message>
      <source>input</source>
      <translation>입력</translation>
    </message>
    <message>
      <source>matrix</source>
      <translation>행렬</translation>
    </message>
    <message>
      <source>mean of steps {first} to {last}</source>
      <translation>스텝 {first}–{last}의 평균</translation>
    </message>
    <message>
      <source>neuron</source>
      <translation>뉴런</translation>
    </message>
    <message>
      <source>number</source>
      <translation>수</translation>
    </message>
    <message>
      <source>row</source>
      <translation>행</translation>
    </message>
    <message>
      <source>step {first}</source>
      <translation>스텝 {first}</translation>
    </message>
    <message>
      <source>symbol</source>
      <translation>기호</translation>
    </message>
    <message>
      <source>unit</source>
      <translation>유닛</translation>
    </message>
    <message>
      <source>unit before</source>
      <translation>이전 유닛</translation>
    </message>
  </context>
  <context>
    <name>plane</name>
    <message>
      <source>input {number}</source>
      <translation>입력 {number}</translation>
    </message>
  </context>
  <context>
    <name>race</name>
    <message>
      <source>Activation</source>
      <translation>활성화</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>깊이</translation>
    </message>
    <message>
      <source>Dropout</source>
      <translation>드롭아웃</translation>
    </message>
    <message>
      <source>Initialiser</source>
      <translation>초기화 방법</translation>
    </message>
    <message>
      <source>Learning rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <source>Optimizer</source>
      <translation>최적화 방법</translation>
    </message>
    <message>
      <source>depth {number}</source>
      <translation>깊이 {number}</translation>
    </message>
    <message>
      <source>keep {number}</source>
      <translation>유지 {number}</translation>
    </message>
    <message>
      <source>rate {number}</source>
      <translation>학습률 {number}</translation>
    </message>
  </context>
  <context>
    <name>runs</name>
    <message>
      <source>Accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>배치</translation>
    </message>
    <message>
      <source>Best loss</source>
      <translation>최저 손실</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>문서</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>에포크</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <source>Optimizer</source>
      <translation>최적화 방법</translation>
    </message>
    <message>
      <source>Parameters</source>
      <translation>파라미터</translation>
    </message>
    <message>
      <source>Perplexity</source>
      <translation>혼란도</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <source>Run</source>
      <translation>기록</translation>
    </message>
    <message>
      <source>R²</source>
      <translation>R²</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>초</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>시드</translation>
    </message>
    <message>
      <source>Started</source>
      <translation>시작 시각</translation>
    </message>
    <message>
      <source>State</source>
      <translation>상태</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>Test R²</source>
      <translation>시험 R²</translation>
    </message>
    <message>
      <source>Test accuracy</source>
      <translation>시험 정확도</translation>
    </message>
    <message>
      <source>Test loss</source>
      <translation>시험 손실</translation>
    </message>
    <message>
      <source>Test perplexity</source>
      <translation>시험 혼란도</translation>
    </message>
    <message>
      <source>Validation R²</source>
      <translation>검증 R²</translation>
    </message>
    <message>
      <source>Validation accuracy</source>
      <translation>검증 정확도</translation>
    </message>
    <message>
      <source>Validation loss</source>
      <translation>검증 손실</translation>
    </message>
    <message>
      <source>Validation perplexity</source>
      <translation>검증 혼란도</translation>
    </message>
    <message>
      <source>at step</source>
      <translation>최저 스텝</translation>
    </message>
    <message>
      <source>diverged</source>
      <translation>발산</translation>
    </message>
    <message>
      <source>finished</source>
      <translation>끝남</translation>
    </message>
    <message>
      <source>interrupted</source>
      <translation>중단됨</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>일시 정지</translation>
    </message>
    <message>
      <source>run {number}</source>
      <translation>기록 {number}</translation>
    </message>
    <message>
      <source>training</source>
      <translation>학습 중</translation>
    </message>
  </context>
  <context>
    <name>taking</name>
    <message>
      <source>Chart {number}</source>
      <translation>그래프 {number}</translation>
    </message>
    <message>
      <source>Copy Data as CSV</source>
      <translation>데이터를 CSV로 복사</translation>
    </message>
    <message>
      <source>Save Picture</source>
      <translation>그림 저장</translation>
    </message>
    <message>
      <source>Save Picture…</source>
      <translation>그림 저장…</translation>
    </message>
    <message>
      <source>There is nothing to save yet</source>
      <translation>아직 저장할 것이 없습니다</translation>
    </message>
  </context>
  <context>
    <name>types</name>
    <message>
      <source>class of {count}</source>
      <translation>클래스 {count}개</translation>
    </message>
  </context>
  <context>
    <name>views</name>
    <message>
      <source>Confusion</source>
      <translation>혼동</translation>
    </message>
    <message>
      <source>Draw</source>
      <translation>그리기</translation>
    </message>
    <message>
      <source>Neurons</source>
      <translation>뉴런</translation>
    </message>
    <message>
      <source>Not all numbers of the network are finite.</source>
      <translation>신경망의 수 가운데 유한하지 않은 것이 있습니다.</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>그림</translation>
    </message>
    <message>
      <source>Scatter</source>
      <translation>산점도</translation>
    </message>
    <message>
      <source>Steps</source>
      <translation>스텝</translation>
    </message>
    <message>
      <source>Surface</source>
      <translation>면</translation>
    </message>
    <message>
      <source>Table</source>
      <translation>표</translation>
    </message>
    <message>
      <source>Wave</source>
      <translation>파형</translation>
    </message>
    <message>
      <source>Writing</source>
      <translation>글쓰기</translation>
    </message>
    <message>
      <source>{name} (scaled)</source>
      <translation>{name} (조정됨)</translation>
    </message>
  </context>
</TS>
